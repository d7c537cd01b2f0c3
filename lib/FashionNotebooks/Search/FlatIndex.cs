namespace FashionNotebooks.Search;

/// <summary>
/// Exact search: a query is compared with every embedding of the catalogue. Below some 100,000 pictures that takes less than
/// a millisecond or two, and no approximate index is worth its errors. An index does not change: <see cref="Add"/> and
/// <see cref="Remove"/> make a new one, so any number of threads may search while another prepares the next.
/// </summary>
public sealed class FlatIndex : IDisposable
{
    private readonly VectorBlocks vectors;

    internal FlatIndex(VectorBlocks vectors, IReadOnlyList<IndexItem> items, IndexModel model, DistanceMetric metric)
    {
        this.vectors = vectors;
        Items = items;
        Model = model;
        Metric = metric;
    }

    /// <summary>The pictures in the order of their ids.</summary>
    public IReadOnlyList<IndexItem> Items { get; }

    /// <summary>The checkpoint that made the embeddings.</summary>
    public IndexModel Model { get; }

    /// <summary>How distances are measured.</summary>
    public DistanceMetric Metric { get; }

    /// <summary>Values in an embedding.</summary>
    public int Dimension => vectors.Dimension;

    /// <summary>What <c>index info</c> says.</summary>
    public IndexInfo Info => new("flat", Items.Count, Dimension, Model.Path, Model.Sha256, MetricNames.Of(Metric));

    internal VectorBlocks Vectors => vectors;

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
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(model);
        if (items.Count == 0)
            throw new InputException("there are no pictures to index; give a catalogue with at least one");
        if (embeddings.IsEmpty || embeddings.Length % items.Count != 0)
            throw new ArgumentException($"{embeddings.Length} values do not make embeddings of {items.Count} pictures", nameof(embeddings));
        return Assemble(null, [], embeddings, items, model, metric, embeddings.Length / items.Count);
    }

    /// <summary>Opens an index file. Its vectors stay in the file and are read as they are needed.</summary>
    /// <exception cref="InputException">The file is no index, or is damaged.</exception>
    public static FlatIndex Open(string path) => IndexFile.Open(path);

    /// <summary>Writes the index atomically: whoever reads the file sees the old index or the new one.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public void Save(string path) => IndexFile.Save(path, this);

    /// <summary>The k nearest pictures, nearest first; equally near ones in the order of their ids.</summary>
    /// <param name="query">An embedding, [dimension].</param>
    /// <param name="k">1 to the number of pictures.</param>
    /// <exception cref="InputException"><paramref name="k"/> is out of range, or the embedding has another dimension or a value that is not finite.</exception>
    public IReadOnlyList<SearchResult> Search(ReadOnlySpan<float> query, int k) => SearchMany(query, k)[0];

    /// <summary>Searches for many queries at once: each block of the index is read once for several of them.</summary>
    /// <param name="queries">Row-major [n, dimension].</param>
    /// <param name="k">1 to the number of pictures.</param>
    /// <param name="threads">Threads to use; the results do not depend on it.</param>
    /// <exception cref="InputException">As for <see cref="Search"/>.</exception>
    public IReadOnlyList<SearchResult>[] SearchMany(ReadOnlySpan<float> queries, int k, int threads = 2)
    {
        if (k < 1 || k > Items.Count)
            throw new InputException($"cannot give the {k} nearest of {Items.Count} pictures; ask for 1 to {Items.Count}");
        if (queries.IsEmpty || queries.Length % Dimension != 0)
            throw new InputException($"the query has {queries.Length} values but the index holds embeddings of {Dimension}; use the model that built it");
        float[] prepared = new float[queries.Length];
        for (int at = 0; at < queries.Length; at += Dimension)
            Prepare(queries.Slice(at, Dimension), prepared.AsSpan(at, Dimension), "the query", Metric);
        return [.. vectors.Nearest(prepared, k, threads).Select(keys => (IReadOnlyList<SearchResult>)[.. keys.Select(Result)])];
    }

    /// <summary>An index with more pictures behind the present ones.</summary>
    /// <param name="embeddings">Row-major [n, dimension].</param>
    /// <param name="items">The new pictures, [n].</param>
    /// <exception cref="InputException">As for <see cref="Build"/>; also when a path is in the index already.</exception>
    public FlatIndex Add(ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (embeddings.Length != items.Count * Dimension)
            throw new InputException($"{items.Count} pictures have {embeddings.Length} values but the index holds embeddings of {Dimension}; use the model that built it");
        return Assemble(this, [.. Enumerable.Range(0, Items.Count)], embeddings, items, Model, Metric, Dimension);
    }

    /// <summary>An index without some pictures; the others keep their order.</summary>
    /// <param name="remove">Says which to remove.</param>
    /// <exception cref="InputException">No picture would remain.</exception>
    public FlatIndex Remove(Predicate<IndexItem> remove)
    {
        ArgumentNullException.ThrowIfNull(remove);
        int[] kept = [.. Enumerable.Range(0, Items.Count).Where(i => !remove(Items[i]))];
        if (kept.Length == 0)
            throw new InputException("no picture would remain in the index; delete its file instead");
        return Assemble(this, kept, [], [], Model, Metric, Dimension);
    }

    /// <summary>Refuses a model that did not build this index.</summary>
    /// <exception cref="InputException">The hashes differ.</exception>
    public void RequireModel(IndexModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Sha256 != Model.Sha256)
            throw new InputException($"the index was built with the model '{Model.Path}' ({Model.Sha256[..8]}), not with '{model.Path}' ({model.Sha256[..8]}); build it again");
    }

    /// <inheritdoc/>
    public void Dispose() => vectors.Dispose();

    private static FlatIndex Assemble(
        FlatIndex? old, int[] kept, ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> items, IndexModel model, DistanceMetric metric, int dimension)
    {
        IndexItem[] all = [.. kept.Select(i => old!.Items[i]), .. items];
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (IndexItem item in all)
        {
            if (!paths.Add(item.Path))
                throw new InputException($"the picture '{item.Path}' would be in the index twice; remove it first");
        }
        VectorBlocks vectors = VectorBlocks.Allocate(all.Length, dimension);
        var row = new float[dimension];
        for (int i = 0; i < kept.Length; i++)
        {
            old!.vectors.Get(kept[i], row);
            vectors.Set(i, row);
        }
        for (int i = 0; i < items.Count; i++)
        {
            Prepare(embeddings.Slice(i * dimension, dimension), row, $"'{items[i].Path}'", metric);
            vectors.Set(kept.Length + i, row);
        }
        return new FlatIndex(vectors, all, model, metric);
    }

    /// <summary>
    /// Checks an embedding; for cosine also scales it to length 1. Between vectors of length 1 the squared distance is
    /// 2 − 2 cos, so one kernel serves both metrics.
    /// </summary>
    private static void Prepare(ReadOnlySpan<float> embedding, Span<float> prepared, string whose, DistanceMetric metric)
    {
        double squares = 0;
        foreach (float value in embedding)
            squares += (double)value * value;
        if (!double.IsFinite(squares))
            throw new InputException($"the embedding of {whose} holds a value that is not finite; the model is broken, train it again");
        embedding.CopyTo(prepared);
        if (metric == DistanceMetric.Euclidean)
            return;
        if (squares == 0)
            throw new InputException($"the embedding of {whose} is zero and has no direction; use the euclidean metric");
        double scale = 1 / Math.Sqrt(squares);
        foreach (ref float value in prepared)
            value = (float)(value * scale);
    }

    private SearchResult Result(ulong key)
    {
        IndexItem item = Items[RankingKey.Item(key)];
        double squared = RankingKey.Distance(key);
        return new SearchResult(item.Path, item.Class, Metric == DistanceMetric.Cosine ? squared / 2 : Math.Sqrt(squared));
    }
}
