using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FashionNotebooks.Search;

/// <summary>
/// Scans blocks of 16 vectors of 8-bit codes for their squared distances, which are whole numbers. Each vector has a lane of its own,
/// and a block is read from its first byte to its last.
/// </summary>
/// <param name="blocks">[blocks, groups, 16, 4]: for every four dimensions four codes of each of 16 vectors.</param>
/// <param name="groups">Groups of four dimensions.</param>
/// <param name="count">Vectors.</param>
/// <param name="queries">[n, groups, 2]: the codes at even places of a group in the halves of a number, then those at odd ones.</param>
internal sealed unsafe class Int8Scanner(byte* blocks, int groups, int count, int* queries) : IBlockScanner
{
    /// <summary>Dimensions in a group.</summary>
    internal const int Group = 4;

    private const int Half = 32; // bytes of eight vectors in a group

    public int BlockCount => BlockScan.Blocks(count);

    public int BlockBytes => groups * 2 * Half;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Scan(int first, int end, int query, TopK top)
    {
        int* codes = queries + (long)query * groups * 2, distances = stackalloc int[BlockScan.Lanes];
        byte* at = blocks + (long)first * BlockBytes;
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
            for (int lane = 0, item = block * BlockScan.Lanes; lane < BlockScan.Lanes && item < count; lane++, item++)
            {
                if (distances[lane] < top.WholeBound)
                    top.Offer(RankingKey.Of(distances[lane], item));
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
}
