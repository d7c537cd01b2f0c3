using FashionNotebooks.Checkpoints;

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
        VectorBlocks vectors = VectorBlocks.Allocate(all.Length, dimension);
        Fill(vectors, 0, embeddings, items, metric);
        return new FlatIndex(vectors, all, model, metric);
    }

    /// <summary>Opens a file with a flat index. Its vectors stay in the file and are read as they are needed.</summary>
    /// <exception cref="InputException">The file is no flat index, or is damaged.</exception>
    public static FlatIndex Open(string path)
    {
        using IndexFileReader file = IndexFileReader.Open(path);
        return file.Kind == Name ? Read(file) : throw file.Fail($"it is of the kind {ErrorText.Quote(file.Kind)} and not {Name}");
    }

    /// <inheritdoc/>
    public override void Save(string path)
    {
        IndexFile.Write(path, this, [new("vectors", ElementType.F32, [vectors.BlockCount, Dimension, BlockKernel.Lanes], vectors.Memory)]);
        GC.KeepAlive(this);
    }

    /// <inheritdoc/>
    public override FlatIndex Add(ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> items)
    {
        RequireDimension(embeddings, items);
        IndexItem[] all = Distinct([.. Items, .. items]);
        VectorBlocks joined = VectorBlocks.Allocate(all.Length, Dimension);
        Copy([.. Enumerable.Range(0, Items.Count)], joined);
        Fill(joined, Items.Count, embeddings, items, Metric);
        return new FlatIndex(joined, all, Model, Metric);
    }

    /// <inheritdoc/>
    public override FlatIndex Remove(Predicate<IndexItem> remove)
    {
        int[] kept = Kept(remove);
        VectorBlocks fewer = VectorBlocks.Allocate(kept.Length, Dimension);
        Copy(kept, fewer);
        return new FlatIndex(fewer, [.. kept.Select(i => Items[i])], Model, Metric);
    }

    internal static FlatIndex Read(IndexFileReader file)
    {
        TensorLayout layout = file.Tensor("vectors");
        if (layout is not { Type: ElementType.F32, Begin: 0, Shape: [var blocks, > 0 and <= int.MaxValue, BlockKernel.Lanes] }
            || blocks != VectorBlocks.Blocks(file.Count))
            throw file.Fail($"{file.Count} pictures do not fit vectors of shape {ErrorText.Shape(layout.Shape)}");
        VectorBlocks vectors = VectorBlocks.Of(file.Content(layout), file.Count, (int)layout.Shape[1]);
        return new FlatIndex(vectors, file.Items, file.Model, file.Metric);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => vectors.Dispose();

    private protected override void CopyEmbedding(int item, Span<float> embedding) => vectors.Get(item, embedding);

    private protected override ulong[][] Nearest(float[] queries, int k, int threads, Predicate<int>? accept) =>
        vectors.Nearest(queries, k, threads, accept);

    private void Copy(int[] kept, VectorBlocks destination)
    {
        var row = new float[Dimension];
        for (int i = 0; i < kept.Length; i++)
        {
            vectors.Get(kept[i], row);
            destination.Set(i, row);
        }
    }

    private static void Fill(
        VectorBlocks vectors, int first, ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> items, DistanceMetric metric)
    {
        var row = new float[vectors.Dimension];
        for (int i = 0; i < items.Count; i++)
        {
            Embeddings.Prepare(embeddings.Slice(i * vectors.Dimension, vectors.Dimension), row, $"'{items[i].Path}'", metric);
            vectors.Set(first + i, row);
        }
    }
}
