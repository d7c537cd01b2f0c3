using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FashionNotebooks.Search.Scan;

/// <summary>
/// Vectors of 8-bit codes, a quarter of the bytes of floats: <c>[blocks, groups, 16, 4]</c>, for every four dimensions four codes of each
/// of 16 vectors. Squared distances between codes are whole numbers.
/// </summary>
internal sealed unsafe class Int8Blocks : VectorBlocks
{
    private const int Group = 4; // dimensions
    private const int Half = 32; // bytes of eight vectors in a group
    private readonly Int8Grid grid;

    /// <param name="rows">Row-major [n, dimension].</param>
    internal Int8Blocks(VectorBuffer rows, int dimension)
        : base(rows.Floats.Length / dimension, dimension, Groups(dimension) * Group * Lanes)
    {
        grid = new Int8Grid(rows.Floats, dimension);
        Parallel.For(0, BlockCount, block =>
        {
            Span<byte> codes = Buffer.GetSpan().Slice(block * BlockBytes, BlockBytes);
            for (int lane = 0, vector = block * Lanes; lane < Lanes && vector < Count; lane++, vector++)
            {
                ReadOnlySpan<float> row = rows.Row(vector, dimension);
                for (int d = 0; d < dimension; d++)
                {
                    (int group, int place) = Math.DivRem(d, Group);
                    codes[(group * Lanes + lane) * Group + place] = grid.Code(row[d], d);
                }
            }
        });
        GC.KeepAlive(rows);
    }

    // [n, groups, 2]: the codes at even places of a group in the halves of a number, then those at odd ones.
    protected override ReadOnlySpan<byte> Encode(float[] queries)
    {
        int groups = Groups(Dimension);
        var codes = new int[queries.Length / Dimension * groups * 2];
        for (int i = 0; i < queries.Length; i++)
        {
            (int query, int d) = (i / Dimension, i % Dimension);
            codes[(query * groups + d / Group) * 2 + d % 2] |= grid.Code(queries[i], d) << (d % Group / 2 * 16);
        }
        return MemoryMarshal.AsBytes(codes.AsSpan());
    }

    protected override void Scan(byte* blocks, int first, int end, byte* query, TopK top) =>
        Scan(blocks + ((long)first * BlockBytes), first, end, Groups(Dimension), Count, (int*)query, top);

    protected override void ScanTile(byte* blocks, int first, int end, byte* queries, ReadOnlySpan<TopK> tops)
    {
        for (int i = 0; i < tops.Length; i++)
            Scan(blocks, first, end, queries + (i * Groups(Dimension) * 2 * sizeof(int)), tops[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scan(byte* at, int first, int end, int groups, int count, int* codes, TopK top)
    {
        int* distances = stackalloc int[Lanes];
        for (int block = first; block < end; block++)
        {
            Vector256<int> even = default, odd = default, nextEven = default, nextOdd = default;
            for (int group = 0; group < groups; group++, at += 2 * Half)
            {
                Vector256<short> evenCodes = Vector256.Create(codes[2 * group]).AsInt16();
                Vector256<short> oddCodes = Vector256.Create(codes[2 * group + 1]).AsInt16();
                Vector256<short> row = Vector256.Load((short*)at), next = Vector256.Load((short*)(at + Half));
                even += Squares((row & Vector256.Create((short)byte.MaxValue)) - evenCodes);
                odd += Squares((row >>> 8) - oddCodes);
                nextEven += Squares((next & Vector256.Create((short)byte.MaxValue)) - evenCodes);
                nextOdd += Squares((next >>> 8) - oddCodes);
            }
            (even, nextEven) = (even + odd, nextEven + nextOdd);
            if (!Vector256.LessThanAny(Vector256.Min(even, nextEven), Vector256.Create(top.WholeBound)))
                continue;
            even.Store(distances);
            nextEven.Store(distances + Vector256<int>.Count);
            for (int lane = 0, vector = block * Lanes; lane < Lanes && vector < count; lane++, vector++)
            {
                if (distances[lane] < top.WholeBound)
                    top.Offer(RankingKey.Of(distances[lane], vector));
            }
        }
    }

    /// <summary>The sums of two squares each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Squares(Vector256<short> differences)
    {
        if (Avx2.IsSupported)
            return Avx2.MultiplyAddAdjacent(differences, differences);
        Vector256<int> low = differences.AsInt32() << 16 >> 16, high = differences.AsInt32() >> 16;
        return low * low + high * high;
    }

    private static int Groups(int dimension) => (dimension + Group - 1) / Group;
}
