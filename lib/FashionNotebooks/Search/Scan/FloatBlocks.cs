using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FashionNotebooks.Search.Scan;

/// <summary>
/// Vectors of floats in transposed blocks, <c>[blocks, dimension, 16]</c>; the lanes behind the last vector are 0. One load brings the same
/// value of 16 vectors, so nothing has to be added across lanes. Four queries share each load: a batch is then bound by arithmetic, not by
/// memory. Without AVX-512 the runtime makes two 256-bit operations of each.
/// </summary>
internal sealed unsafe class FloatBlocks : VectorBlocks
{
    /// <summary>Transposes vectors.</summary>
    /// <param name="rows">Row-major [n, dimension].</param>
    internal FloatBlocks(ReadOnlySpan<float> rows, int dimension)
        : this(null, rows.Length / dimension, dimension)
    {
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<float> row = rows.Slice(i * dimension, dimension);
            Span<float> lane = Lane(i);
            for (int d = 0; d < dimension; d++)
                lane[d * Lanes] = row[d];
        }
    }

    /// <summary>Takes the blocks of a file, whose length fits.</summary>
    internal FloatBlocks(VectorBuffer? content, int count, int dimension)
        : base(count, dimension, dimension * Lanes * sizeof(float), content)
    {
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

    /// <summary>Copies a vector out.</summary>
    internal void CopyTo(int index, Span<float> vector)
    {
        ReadOnlySpan<float> lane = Lane(index);
        for (int d = 0; d < Dimension; d++)
            vector[d] = lane[d * Lanes];
        GC.KeepAlive(this);
    }

    protected override ReadOnlySpan<byte> Encode(float[] queries) => MemoryMarshal.AsBytes(queries.AsSpan());

    protected override void Scan(byte* blocks, int first, int end, byte* query, TopK top) =>
        Scan((float*)blocks, first, end, Dimension, Count, (float*)query, top);

    protected override void ScanTile(byte* blocks, int first, int end, byte* queries, ReadOnlySpan<TopK> tops) =>
        ScanTile((float*)blocks, first, end, Dimension, Count, (float*)queries, tops);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scan(float* blocks, int first, int end, int dimension, int count, float* query, TopK top)
    {
        // Two blocks at a time: an addition of one need not wait for the addition before it. Sums go to memory before anything is called:
        // held in registers over a call, the compiler would write them out after every addition.
        float* distances = stackalloc float[2 * Lanes];
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
            sum.Store(distances);
            nextSum.Store(distances + Lanes);
            Offer(distances, block, count, top);
            if (pair)
                Offer(distances + Lanes, block + 1, count, top);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScanTile(float* blocks, int first, int end, int dimension, int count, float* queries, ReadOnlySpan<TopK> tops)
    {
        float* q1 = queries + dimension, q2 = q1 + dimension, q3 = q2 + dimension, distances = stackalloc float[Tile * Lanes];
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
            sum0.Store(distances);
            sum1.Store(distances + Lanes);
            sum2.Store(distances + 2 * Lanes);
            sum3.Store(distances + 3 * Lanes);
            for (int query = 0; query < Tile; query++)
                Offer(distances + query * Lanes, block, count, tops[query]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Square(Vector512<float> difference, Vector512<float> sum) =>
        Vector512.MultiplyAddEstimate(difference, difference, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Offer(float* distances, int block, int count, TopK top)
    {
        if (!top.Bounded || Vector512.LessThanAny(Vector512.Load(distances), Vector512.Create(top.Bound)))
            OfferAll(distances, block, count, top);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void OfferAll(float* distances, int block, int count, TopK top)
    {
        int first = block * Lanes, filled = Math.Min(Lanes, count - first);
        for (int lane = 0; lane < filled; lane++)
        {
            if (!top.Bounded || distances[lane] < top.Bound)
                top.Offer(RankingKey.Of(distances[lane], first + lane));
        }
    }

    private Span<float> Lane(int index)
    {
        (int block, int lane) = Math.DivRem(index, Lanes);
        return Buffer.Floats[(block * Dimension * Lanes + lane)..];
    }
}
