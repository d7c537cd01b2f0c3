using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FashionNotebooks.Search;

/// <summary>
/// Scans blocks of 8-bit codes. Squared distances of codes are c² − 2qc + q²: the first is stored, the last is a constant, and the
/// products are added four at a time where the processor can (AVX-VNNI).
/// </summary>
/// <param name="blocks">[blocks, (groups + 1) · 64]: for every four dimensions four codes of each of 16 vectors, then their 16 constants.</param>
/// <param name="groups">Groups of four dimensions.</param>
/// <param name="count">Vectors.</param>
/// <param name="queries">[n, groups], four codes less 128 in each number.</param>
/// <param name="squares">[n], Σq².</param>
internal sealed unsafe class Int8Scanner(byte* blocks, int groups, int count, int* queries, int* squares) : IBlockScanner
{
    public int BlockCount => VectorBlocks.Blocks(count);

    public int BlockBytes => Int8Blocks.BlockBytes(groups);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Scan(int first, int end, int query, TopK top)
    {
        int* codes = queries + (long)query * groups;
        int constant = squares[query];
        // Two blocks at a time: an addition of one need not wait for the addition before it.
        for (int block = first; block < end; block += 2)
        {
            bool pair = block + 1 < end;
            byte* values = blocks + (long)block * BlockBytes, next = pair ? values + BlockBytes : values;
            Vector512<int> sum = default, nextSum = default;
            for (int group = 0; group < groups; group++, values += Vector512<byte>.Count, next += Vector512<byte>.Count)
            {
                Vector512<int> code = Vector512.Create(codes[group]);
                sum = Dot(sum, Vector512.Load(values), code);
                nextSum = Dot(nextSum, Vector512.Load(next), code);
            }
            BlockKernel.Offer(Distances(sum, values, constant), block, count, top);
            if (pair)
                BlockKernel.Offer(Distances(nextSum, next, constant), block + 1, count, top);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ScanTile(int first, int end, int query, ReadOnlySpan<TopK> tops)
    {
        int* q0 = queries + (long)query * groups, q1 = q0 + groups, q2 = q1 + groups, q3 = q2 + groups;
        for (int block = first; block < end; block++)
        {
            byte* values = blocks + (long)block * BlockBytes;
            Vector512<int> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            for (int group = 0; group < groups; group++, values += Vector512<byte>.Count)
            {
                Vector512<byte> codes = Vector512.Load(values);
                sum0 = Dot(sum0, codes, Vector512.Create(q0[group]));
                sum1 = Dot(sum1, codes, Vector512.Create(q1[group]));
                sum2 = Dot(sum2, codes, Vector512.Create(q2[group]));
                sum3 = Dot(sum3, codes, Vector512.Create(q3[group]));
            }
            BlockKernel.Offer(Distances(sum0, values, squares[query]), block, count, tops[0]);
            BlockKernel.Offer(Distances(sum1, values, squares[query + 1]), block, count, tops[1]);
            BlockKernel.Offer(Distances(sum2, values, squares[query + 2]), block, count, tops[2]);
            BlockKernel.Offer(Distances(sum3, values, squares[query + 3]), block, count, tops[3]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Distances(Vector512<int> products, byte* constants, int constant) =>
        Vector512.ConvertToSingle(Vector512.Load((int*)constants) + Vector512.Create(constant) - products - products);

    /// <summary>Adds to each sum the products of its four codes, from 0 to 255, with four signed ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Dot(Vector512<int> sums, Vector512<byte> codes, Vector512<int> signed)
    {
        if (AvxVnni.IsSupported)
        {
            Vector256<sbyte> factors = signed.GetLower().AsSByte();
            return Vector512.Create(
                AvxVnni.MultiplyWideningAndAdd(sums.GetLower(), codes.GetLower(), factors),
                AvxVnni.MultiplyWideningAndAdd(sums.GetUpper(), codes.GetUpper(), factors));
        }
        Vector512<int> wide = codes.AsInt32(), low = Vector512.Create(255);
        sums += (wide & low) * (signed << 24 >> 24);
        sums += (wide >>> 8 & low) * (signed << 16 >> 24);
        sums += (wide >>> 16 & low) * (signed << 8 >> 24);
        return sums + (wide >>> 24) * (signed >> 24);
    }
}
