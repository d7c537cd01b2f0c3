using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FashionNotebooks.Search;

/// <summary>
/// Squared distances from one or four queries to the 16 vectors of a block. A block holds its vectors transposed,
/// <c>[dimension, 16]</c>: one load brings the same value of all 16, so that each vector has a lane of its own and
/// nothing has to be added across lanes. Four queries share each load: a batch is then bound by arithmetic, not by memory.
/// Without AVX-512 the runtime makes two 256-bit operations of each.
/// </summary>
internal static unsafe class BlockKernel
{
    /// <summary>Vectors in a block.</summary>
    internal const int Lanes = 16;

    /// <summary>Queries that are scored together.</summary>
    internal const int Tile = 4;

    /// <summary>Offers the vectors of some blocks to one query.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Scan(float* blocks, int first, int end, int dimension, int count, float* query, TopK top)
    {
        // Two blocks at a time: an addition of one need not wait for the addition before it.
        for (int block = first; block < end; block += 2)
        {
            bool pair = block + 1 < end;
            float* values = blocks + (long)block * dimension * Lanes, next = pair ? values + (long)dimension * Lanes : values;
            Vector512<float> sum = default, nextSum = default;
            for (int d = 0; d < dimension; d++, values += Lanes, next += Lanes)
            {
                Vector512<float> value = Vector512.Create(query[d]);
                sum = Square(Vector512.Load(values) - value, sum);
                nextSum = Square(Vector512.Load(next) - value, nextSum);
            }
            Offer(sum, block, count, top);
            if (pair)
                Offer(nextSum, block + 1, count, top);
        }
    }

    /// <summary>Offers the vectors of some blocks to four queries that lie one after another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ScanTile(float* blocks, int first, int end, int dimension, int count, float* queries, ReadOnlySpan<TopK> tops)
    {
        float* q1 = queries + dimension, q2 = q1 + dimension, q3 = q2 + dimension;
        for (int block = first; block < end; block++)
        {
            float* values = blocks + (long)block * dimension * Lanes;
            Vector512<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            for (int d = 0; d < dimension; d++, values += Lanes)
            {
                Vector512<float> row = Vector512.Load(values);
                sum0 = Square(row - Vector512.Create(queries[d]), sum0);
                sum1 = Square(row - Vector512.Create(q1[d]), sum1);
                sum2 = Square(row - Vector512.Create(q2[d]), sum2);
                sum3 = Square(row - Vector512.Create(q3[d]), sum3);
            }
            Offer(sum0, block, count, tops[0]);
            Offer(sum1, block, count, tops[1]);
            Offer(sum2, block, count, tops[2]);
            Offer(sum3, block, count, tops[3]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Square(Vector512<float> difference, Vector512<float> sum) =>
        Vector512.MultiplyAddEstimate(difference, difference, sum);

    /// <summary>Offers the 16 vectors of a block, of which the last block may have fewer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Offer(Vector512<float> distances, int block, int count, TopK top)
    {
        if (!top.Full || Vector512.LessThanAny(distances, Vector512.Create(top.Worst)))
            OfferAll(distances, block, count, top);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void OfferAll(Vector512<float> distances, int block, int count, TopK top)
    {
        float* lanes = stackalloc float[Lanes];
        distances.Store(lanes);
        int first = block * Lanes, filled = Math.Min(Lanes, count - first);
        for (int lane = 0; lane < filled; lane++)
        {
            if (!top.Full || lanes[lane] < top.Worst)
                top.Offer(RankingKey.Of(lanes[lane], first + lane));
        }
    }
}
