namespace FashionNotebooks.Search;

/// <summary>
/// Compares a query with every vector, but in 8 bits a value: a quarter of the bytes to read. The exact distances of the best
/// candidates decide, so that the results are nearly always those of <see cref="FlatIndex"/>.
/// </summary>
public sealed class Int8Index : LocalIndex
{
    internal const string Name = "int8";
    private const int PoolFactor = 2, PoolLeast = 8;
    private readonly VectorBlocks rows;
    private readonly Int8Blocks codes;

    private Int8Index(VectorBlocks rows, IReadOnlyList<IndexItem> items, IndexModel model, DistanceMetric metric)
        : base(items, model, metric, rows.Dimension)
    {
        this.rows = rows;
        codes = new Int8Blocks(rows);
    }

    internal override string Kind => Name;

    /// <summary>Builds an index in memory.</summary>
    /// <param name="embeddings">Row-major [n, dimension].</param>
    /// <param name="items">The pictures, [n], at least one.</param>
    /// <param name="model">The checkpoint that made the embeddings.</param>
    /// <param name="metric">How to measure distances.</param>
    /// <exception cref="InputException">As for <see cref="FlatIndex.Build"/>.</exception>
    public static Int8Index Build(
        ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> items, IndexModel model, DistanceMetric metric = DistanceMetric.Euclidean)
    {
        int dimension = Embeddings.Dimension(embeddings, items);
        IndexItem[] all = Distinct(items);
        return new Int8Index(VectorBlocks.Join(1, null, [], embeddings, items, dimension, metric), all, model, metric);
    }

    /// <inheritdoc/>
    public override void Save(string path)
    {
        IndexFile.Write(path, this, [rows.Entry]);
        GC.KeepAlive(this);
    }

    internal static Int8Index Read(IndexFileReader file) =>
        new(VectorBlocks.Read(file, 1), file.Items, file.Model, file.Metric);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        rows.Dispose();
        codes.Dispose();
    }

    private protected override Int8Index Changed(
        int[] kept, ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> added, IndexItem[] all) =>
        new(VectorBlocks.Join(1, rows, kept, embeddings, added, Dimension, Metric), all, Model, Metric);

    private protected override void CopyEmbedding(int item, Span<float> embedding) => rows.Get(item, embedding);

    private protected override ulong[][] Nearest(float[] queries, int k, int threads, Predicate<int>? accept)
    {
        ulong[][] candidates = codes.Nearest(queries, Math.Min(PoolFactor * k + PoolLeast, Items.Count), threads, accept);
        using VectorBuffer.Lease lease = rows.Use();
        ForEach(candidates.Length, threads, i => candidates[i] = Exact(candidates[i], queries.AsSpan(i * Dimension, Dimension), k));
        return candidates;
    }

    /// <summary>The k nearest of some candidates, by their vectors.</summary>
    private ulong[] Exact(ulong[] candidates, ReadOnlySpan<float> query, int k)
    {
        var top = new TopK(k);
        foreach (ulong key in candidates)
        {
            int item = RankingKey.Item(key);
            top.Offer(RankingKey.Of(FloatScanner.Distance(query, rows.Row(item)), item));
        }
        return top.Sorted();
    }
}
