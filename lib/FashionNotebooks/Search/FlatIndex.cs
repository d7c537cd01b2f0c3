namespace FashionNotebooks.Search;

/// <summary>
/// Exact search: a query is compared with every embedding of the catalogue. Below some 100,000 pictures that takes less than
/// a millisecond or two, and no approximate index is worth its errors.
/// </summary>
public sealed class FlatIndex : LocalIndex
{
    internal const string Name = "flat";
    private readonly VectorBlocks vectors;

    private FlatIndex(VectorBlocks vectors, IReadOnlyList<IndexItem> items, IndexModel model, DistanceMetric metric)
        : base(items, model, metric, vectors.Dimension) => this.vectors = vectors;

    internal override string Kind => Name;

    /// <summary>Builds an index in memory.</summary>
    /// <param name="embeddings">Row-major [n, dimension].</param>
    /// <param name="items">The pictures, [n], at least one.</param>
    /// <param name="model">The checkpoint that made the embeddings.</param>
    /// <param name="metric">How to measure distances.</param>
    /// <exception cref="InputException">There are no pictures, a path is there twice, or an embedding is not finite
    /// (for cosine also: is zero).</exception>
    public static FlatIndex Build(
        ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> items, IndexModel model, DistanceMetric metric = DistanceMetric.Euclidean)
    {
        int dimension = Embeddings.Dimension(embeddings, items);
        IndexItem[] all = Distinct(items);
        return new FlatIndex(VectorBlocks.Join(BlockScan.Lanes, null, [], embeddings, items, dimension, metric), all, model, metric);
    }

    /// <summary>Opens a file with a flat index. Its vectors stay in the file and are read as they are needed.</summary>
    /// <exception cref="InputException">The file is no flat index, or is damaged.</exception>
    public static FlatIndex Open(string path)
    {
        using IndexFileReader file = IndexFileReader.Open(path);
        return file.Kind == Name ? Read(file) : throw file.Fail($"it is of the kind {Checkpoints.ErrorText.Quote(file.Kind)} and not {Name}");
    }

    /// <inheritdoc/>
    public override void Save(string path)
    {
        IndexFile.Write(path, this, [vectors.Entry]);
        GC.KeepAlive(this);
    }

    internal static FlatIndex Read(IndexFileReader file) =>
        new(VectorBlocks.Read(file, BlockScan.Lanes), file.Items, file.Model, file.Metric);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => vectors.Dispose();

    private protected override FlatIndex Changed(
        int[] kept, ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> added, IndexItem[] all) =>
        new(VectorBlocks.Join(BlockScan.Lanes, vectors, kept, embeddings, added, Dimension, Metric), all, Model, Metric);

    private protected override void CopyEmbedding(int item, Span<float> embedding) => vectors.Get(item, embedding);

    private protected override unsafe ulong[][] Nearest(float[] queries, int k, int threads, Predicate<int>? accept)
    {
        using VectorBuffer.Lease lease = vectors.Use();
        fixed (float* first = queries)
        {
            var scanner = new FloatScanner((float*)lease.Start, Dimension, vectors.Count, first);
            return [.. BlockScan.Run(scanner, queries.Length / Dimension, k, threads, accept).Select(top => top.Sorted())];
        }
    }
}
