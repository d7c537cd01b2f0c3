namespace FashionNotebooks.Search;

/// <summary>
/// Exact search: a query is compared with every embedding of the catalogue. Below some 100,000 photos that takes less than a millisecond or
/// two, and no approximate index is worth its errors.
/// </summary>
public sealed class FlatIndex : LocalIndex
{
    internal const string Name = "flat";
    private readonly FloatBlocks vectors;

    /// <param name="rows">Row-major [n, dimension], prepared for the metric.</param>
    internal FlatIndex(float[] rows, CataloguePhoto[] photos, IndexModel model, DistanceMetric metric)
        : this(new FloatBlocks(rows, rows.Length / photos.Length), photos, model, metric)
    {
    }

    private FlatIndex(FloatBlocks vectors, IReadOnlyList<CataloguePhoto> photos, IndexModel model, DistanceMetric metric)
        : base(photos, model, metric, vectors.Dimension) => this.vectors = vectors;

    internal override string Kind => Name;

    /// <param name="embeddings">Row-major [n, dimension].</param>
    /// <param name="photos">The photos, [n], at least one.</param>
    /// <param name="model">The checkpoint that made the embeddings.</param>
    /// <param name="metric">How to measure distances.</param>
    /// <exception cref="InputException">There are no photos, a path is there twice, or an embedding is not finite
    /// (for cosine also: is zero).</exception>
    public static FlatIndex Build(
        float[] embeddings, IReadOnlyList<CataloguePhoto> photos, IndexModel model, DistanceMetric metric = DistanceMetric.Euclidean) =>
        (FlatIndex)Build(new EmbeddingSet(embeddings, photos, model), new() { Kind = IndexKind.Flat, Metric = metric });

    public override void Save(string path)
    {
        IndexFile.Write(path, this, [new("vectors", ElementType.F32, [vectors.BlockCount, Dimension, VectorBlocks.Lanes], vectors.Memory)]);
        GC.KeepAlive(this);
    }

    public override void Dispose() => vectors.Dispose();

    internal static FlatIndex Read(IndexFileReader file)
    {
        TensorLayout layout = file.Tensor("vectors");
        if (layout is not { Type: ElementType.F32, Begin: 0, Shape: [var blocks, > 0 and <= int.MaxValue, VectorBlocks.Lanes] }
            || blocks != VectorBlocks.Blocks(file.Count))
            throw file.Fail($"{file.Count} photos do not fit vectors of shape {ErrorText.Shape(layout.Shape)}");
        var vectors = new FloatBlocks(file.Content(layout), file.Count, (int)layout.Shape[1]);
        return new FlatIndex(vectors, file.Photos, file.Model, file.Metric);
    }

    private protected override FlatIndex With(int[] kept, float[] added, CataloguePhoto[] photos) =>
        new(Rows(kept, added), photos, Model, Metric);

    private protected override void CopyEmbedding(int photo, Span<float> embedding) => vectors.CopyTo(photo, embedding);

    private protected override ulong[][] NearestKeys(float[] queries, int k, int threads, Predicate<int>? accept) =>
        [.. vectors.Nearest(queries, k, threads, accept).Select(top => top.Sorted())];
}
