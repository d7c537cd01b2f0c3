namespace FashionNotebooks.Search;

/// <summary>
/// Search in two steps: a fast structure names candidates, and their exact distances decide. What the structure misses is not
/// found, so the results are nearly always, but not always, those of <see cref="FlatIndex"/>.
/// </summary>
public abstract class CandidateIndex : LocalIndex
{
    private const int FirstFactor = 4; // of results asked for, when some candidates may be refused

    private protected CandidateIndex(VectorRows rows, IReadOnlyList<IndexItem> items, IndexModel model, DistanceMetric metric)
        : base(items, model, metric, rows.Dimension) => Rows = rows;

    /// <summary>All vectors; a removed picture's may still be among them.</summary>
    private protected VectorRows Rows { get; }

    /// <summary>Rows of removed pictures.</summary>
    private protected int Removed => Rows.Count - Items.Count;

    /// <summary>Names the rows that are probably nearest, in no order; -1 fills the list when there are no more.</summary>
    private protected abstract void Candidates(nint rows, ReadOnlySpan<float> query, Span<long> candidates);

    /// <summary>How many candidates it takes to find k.</summary>
    private protected abstract int Pool(int k);

    /// <summary>The row of a picture.</summary>
    private protected virtual int RowOf(int item) => item;

    /// <summary>The picture of a row; negative when it was removed.</summary>
    private protected virtual int ItemOf(int row) => row;

    private protected override void CopyEmbedding(int item, Span<float> embedding)
    {
        Rows.Row(RowOf(item)).CopyTo(embedding);
        GC.KeepAlive(this);
    }

    private protected override ulong[][] Nearest(float[] queries, int k, int threads, Predicate<int>? accept)
    {
        var found = new ulong[queries.Length / Dimension][];
        Rows.Use(rows => Parallel.For(0, found.Length, new ParallelOptions { MaxDegreeOfParallelism = threads },
            i => found[i] = Nearest(rows, queries.AsSpan(i * Dimension, Dimension), k, accept)));
        return found;
    }

    private ulong[] Nearest(nint rows, ReadOnlySpan<float> query, int k, Predicate<int>? accept)
    {
        // Candidates may be removed or refused: more are asked for until enough are left. When that would be a good part
        // of all pictures, looking at every one is as fast.
        int wanted = accept is null && Removed == 0 ? Pool(k) : FirstFactor * Pool(k);
        for (; wanted <= Rows.Count / FirstFactor; wanted *= FirstFactor)
        {
            ulong[] keys = Nearest(rows, query, k, wanted, accept);
            if (keys.Length == k)
                return keys;
        }
        var top = new TopK(k, accept);
        for (int item = 0; item < Items.Count; item++)
            top.Offer(RankingKey.Of(VectorMath.SquaredDistance(query, Rows.Row(RowOf(item))), item));
        return top.Sorted();
    }

    private ulong[] Nearest(nint rows, ReadOnlySpan<float> query, int k, int wanted, Predicate<int>? accept)
    {
        var candidates = new long[wanted];
        Candidates(rows, query, candidates);
        var top = new TopK(k, accept);
        foreach (long row in candidates)
        {
            if (row >= 0 && ItemOf((int)row) is >= 0 and var item)
                top.Offer(RankingKey.Of(VectorMath.SquaredDistance(query, Rows.Row((int)row)), item));
        }
        return top.Sorted();
    }
}
