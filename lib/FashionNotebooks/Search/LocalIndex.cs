using FashionNotebooks.Inference;
using FashionNotebooks.Search.Aspects;

namespace FashionNotebooks.Search;

/// <summary>
/// An index in memory or in a file of this machine. It does not change: <see cref="Add"/> and <see cref="Remove"/> make a new one,
/// so any number of threads may search while another prepares the next.
/// </summary>
public abstract class LocalIndex : ISearchIndex
{
    private AspectSpace? space;

    private protected LocalIndex(IReadOnlyList<IndexItem> items, IndexModel model, DistanceMetric metric, int dimension)
    {
        ArgumentNullException.ThrowIfNull(model);
        (Items, Model, Metric, Dimension) = (items, model, metric, dimension);
    }

    /// <inheritdoc/>
    public IReadOnlyList<IndexItem> Items { get; }

    /// <inheritdoc/>
    public IndexModel Model { get; }

    /// <inheritdoc/>
    public DistanceMetric Metric { get; }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <inheritdoc/>
    public IndexInfo Info => new(Kind, Items.Count, Dimension, Model.Path, Model.Sha256, MetricNames.Of(Metric));

    /// <summary>What the photos show besides the class, where that was read; indexes that are made from this one have none.</summary>
    public GarmentLooks? Looks { get; internal set; }

    /// <summary>The name of the kind in files and on the command line.</summary>
    internal abstract string Kind { get; }

    /// <inheritdoc/>
    public float[] Embedding(int item)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(item);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(item, Items.Count);
        var embedding = new float[Dimension];
        CopyEmbedding(item, embedding);
        return embedding;
    }

    /// <inheritdoc/>
    public IReadOnlyList<SearchResult> Search(ReadOnlySpan<float> query, int k, ItemFilter? filter = null) =>
        query.Length == Dimension
            ? SearchMany(query, k, filter: filter)[0]
            : throw Embeddings.WrongDimension($"the query has {query.Length}", Dimension);

    /// <inheritdoc/>
    public IReadOnlyList<SearchResult>[] SearchMany(
        ReadOnlySpan<float> queries, int k, int threads = 2, ItemFilter? filter = null)
    {
        float[] prepared = Embeddings.PrepareQueries(queries, k, this);
        Predicate<int>? accept = filter is null or { All: true } ? null : item => filter.Accepts(Items[item]);
        return [.. Nearest(prepared, k, threads, accept).Select(keys => (IReadOnlyList<SearchResult>)[.. keys.Select(Result)])];
    }

    /// <summary>The k photos that are most alike by some aspects, every photo compared; likeness in each aspect is told with them.</summary>
    /// <param name="embedding">The query's embedding.</param>
    /// <param name="garments">What the query shows, one photo.</param>
    /// <param name="by">What counts.</param>
    /// <param name="k">1 to the number of pictures.</param>
    /// <param name="filter">Which photos may be found.</param>
    /// <exception cref="InputException">The index has no looks, or the query is not of its model.</exception>
    public IReadOnlyList<SearchResult> Search(float[] embedding, GarmentLooks garments, Likeness by, int k, ItemFilter filter)
    {
        ArgumentNullException.ThrowIfNull(garments);
        ArgumentNullException.ThrowIfNull(filter);
        if (Looks is null)
            throw new InputException("the index knows nothing of look, colour and pattern; build it again with 'fashion index build'");
        Embeddings.PrepareQueries(embedding, k, this);
        space ??= new AspectSpace(new([.. Enumerable.Range(0, Items.Count).SelectMany(Embedding)], Dimension), Looks);
        AspectSpace.Query query = space.QueryOf(embedding, garments, 0);
        return [.. space.Nearest(query, by, k, item => filter.Accepts(Items[item])).Select(key =>
        {
            int item = RankingKey.Item(key);
            return new SearchResult(Items[item].Path, Items[item].Class, RankingKey.Distance(key)) { Why = space.Why(query, item) };
        })];
    }

    /// <summary>An index with more pictures behind the present ones.</summary>
    /// <param name="embeddings">Row-major [n, dimension].</param>
    /// <param name="items">The new pictures, [n].</param>
    /// <exception cref="InputException">A path is in the index already, or an embedding has another dimension or is not finite
    /// (for cosine also: is zero).</exception>
    public LocalIndex Add(ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (embeddings.Length != (long)items.Count * Dimension)
            throw Embeddings.WrongDimension($"{items.Count} pictures have {embeddings.Length}", Dimension);
        return Changed([.. Enumerable.Range(0, Items.Count)], embeddings, items, Distinct([.. Items, .. items]));
    }

    /// <summary>An index without some pictures; the others keep their order.</summary>
    /// <param name="remove">Says which to remove.</param>
    /// <exception cref="InputException">No picture would remain.</exception>
    public LocalIndex Remove(Predicate<IndexItem> remove)
    {
        ArgumentNullException.ThrowIfNull(remove);
        int[] kept = [.. Enumerable.Range(0, Items.Count).Where(i => !remove(Items[i]))];
        return kept.Length > 0
            ? Changed(kept, [], [], [.. kept.Select(i => Items[i])])
            : throw new InputException("no picture would remain in the index; delete its file instead");
    }

    /// <inheritdoc/>
    public void RequireModel(IndexModel model) => Model.Require(model);

    /// <inheritdoc/>
    public abstract void Save(string path);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the index holds.</summary>
    protected abstract void Dispose(bool disposing);

    private protected abstract void CopyEmbedding(int item, Span<float> embedding);

    /// <summary>The k nearest items of each query as sorted ranking keys of squared distances.</summary>
    private protected abstract ulong[][] Nearest(float[] queries, int k, int threads, Predicate<int>? accept);

    /// <summary>An index with fewer or more pictures.</summary>
    /// <param name="kept">The ids that stay; all where pictures are added.</param>
    /// <param name="embeddings">Row-major, one for each of <paramref name="added"/>.</param>
    /// <param name="added">The new pictures.</param>
    /// <param name="all">The pictures that stay, then the new ones.</param>
    private protected abstract LocalIndex Changed(
        int[] kept, ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> added, IndexItem[] all);

    private protected static IndexItem[] Distinct(IEnumerable<IndexItem> items)
    {
        IndexItem[] all = [.. items];
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (IndexItem item in all)
        {
            if (!paths.Add(item.Path))
                throw new InputException($"the picture '{item.Path}' would be in the index twice; remove it first");
        }
        return all;
    }

    /// <summary>Does something for each query; for one without the cost of dividing work.</summary>
    private protected static void ForEach(int queries, int threads, Action<int> search)
    {
        if (queries == 1)
            search(0);
        else
            Parallel.For(0, queries, new ParallelOptions { MaxDegreeOfParallelism = threads }, search);
    }

    private SearchResult Result(ulong key)
    {
        IndexItem item = Items[RankingKey.Item(key)];
        double squared = RankingKey.Distance(key);
        return new SearchResult(item.Path, item.Class, Metric == DistanceMetric.Cosine ? squared / 2 : Math.Sqrt(squared));
    }
}
