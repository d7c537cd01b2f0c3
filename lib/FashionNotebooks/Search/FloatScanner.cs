using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FashionNotebooks.Search;

/// <summary>
/// Scans blocks of 16 vectors of floats for their squared distances from one or four queries. A block holds its vectors transposed,
/// <c>[dimension, 16]</c>: one load brings the same value of all 16, so that each vector has a lane of its own and
/// nothing has to be added across lanes. Four queries share each load: a batch is then bound by arithmetic, not by memory.
/// Without AVX-512 the runtime makes two 256-bit operations of each.
/// </summary>
/// <param name="blocks">[blocks, dimension, 16], kept where they are.</param>
/// <param name="dimension">Values in a vector.</param>
/// <param name="count">Vectors.</param>
/// <param name="queries">[n, dimension], kept where they are.</param>
internal sealed unsafe class FloatScanner(float* blocks, int dimension, int count, float* queries) : IBlockScanner
{
    private const int Lanes = BlockScan.Lanes;

    public int BlockCount => BlockScan.Blocks(count, Lanes);

    public int BlockBytes => dimension * Lanes * sizeof(float);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Scan(int first, int end, int query, TopK top)
    {
        // Two blocks at a time: an addition of one need not wait for the addition before it. Sums go to memory before anything is called:
        // held in registers over a call, the compiler would write them out after every addition.
        int size = dimension;
        float* q = queries + (long)query * size, distances = stackalloc float[2 * Lanes];
        for (int block = first; block < end; block += 2)
        {
            bool pair = block + 1 < end;
            float* values = blocks + (long)block * size * Lanes, next = pair ? values + (long)size * Lanes : values;
            Vector512<float> sum = default, nextSum = default;
            for (int d = 0; d < size; d++, values += Lanes, next += Lanes)
            {
                Vector512<float> value = Vector512.Create(q[d]);
                sum = Square(Vector512.Load(values) - value, sum);
                nextSum = Square(Vector512.Load(next) - value, nextSum);
            }
            sum.Store(distances);
            nextSum.Store(distances + Lanes);
            Offer(distances, block, top);
            if (pair)
                Offer(distances + Lanes, block + 1, top);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ScanTile(int first, int end, int query, ReadOnlySpan<TopK> tops)
    {
        int size = dimension;
        float* q0 = queries + (long)query * size, q1 = q0 + size, q2 = q1 + size, q3 = q2 + size;
        float* distances = stackalloc float[BlockScan.Tile * Lanes];
        for (int block = first; block < end; block++)
        {
            float* values = blocks + (long)block * size * Lanes;
            Vector512<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            for (int d = 0; d < size; d++, values += Lanes)
            {
                Vector512<float> row = Vector512.Load(values);
                sum0 = Square(row - Vector512.Create(q0[d]), sum0);
                sum1 = Square(row - Vector512.Create(q1[d]), sum1);
                sum2 = Square(row - Vector512.Create(q2[d]), sum2);
                sum3 = Square(row - Vector512.Create(q3[d]), sum3);
            }
            sum0.Store(distances);
            sum1.Store(distances + Lanes);
            sum2.Store(distances + 2 * Lanes);
            sum3.Store(distances + 3 * Lanes);
            for (int i = 0; i < BlockScan.Tile; i++)
                Offer(distances + i * Lanes, block, tops[i]);
        }
    }

    /// <summary>The squared distance of two vectors, added up in the order of a lane: equal to the last bit.</summary>
    internal static float Distance(ReadOnlySpan<float> query, ReadOnlySpan<float> vector)
    {
        float sum = 0;
        for (int d = 0; d < query.Length; d++)
        {
            float difference = vector[d] - query[d];
            sum = float.MultiplyAddEstimate(difference, difference, sum);
        }
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Square(Vector512<float> difference, Vector512<float> sum) =>
        Vector512.MultiplyAddEstimate(difference, difference, sum);

    /// <summary>Offers the 16 vectors of a block, of which the last block may have fewer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Offer(float* distances, int block, TopK top)
    {
        if (!top.Bounded || Vector512.LessThanAny(Vector512.Load(distances), Vector512.Create(top.Bound)))
            OfferAll(distances, block, top);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OfferAll(float* distances, int block, TopK top)
    {
        int first = block * Lanes, filled = Math.Min(Lanes, count - first);
        for (int lane = 0; lane < filled; lane++)
        {
            if (!top.Bounded || distances[lane] < top.Bound)
                top.Offer(RankingKey.Of(distances[lane], first + lane));
        }
    }
}
