namespace FashionNotebooks.Search;

/// <summary>
/// An index in memory or in a file of this machine. It does not change: <see cref="Add"/> and <see cref="Remove"/> make a new one, so any
/// number of threads may search while another prepares the next.
/// </summary>
public abstract class LocalIndex : SearchIndex
{
    private protected LocalIndex(IReadOnlyList<CataloguePhoto> photos, IndexModel model, DistanceMetric metric, int dimension)
        : base(photos, model, metric, dimension)
    {
    }

    /// <summary>What the photos show besides the class, where that was read; indexes that are made from this one have none.</summary>
    public GarmentLooks? Looks { get; internal set; }

    public override bool HasLooks => Looks is not null;

    /// <summary>An index with more photos behind the present ones.</summary>
    /// <param name="embeddings">Row-major [n, dimension].</param>
    /// <param name="photos">The new photos, [n].</param>
    /// <exception cref="InputException">A path is in the index already, or an embedding has another dimension or is not finite
    /// (for cosine also: is zero).</exception>
    public LocalIndex Add(ReadOnlySpan<float> embeddings, IReadOnlyList<CataloguePhoto> photos)
    {
        if (embeddings.Length != (long)photos.Count * Dimension)
            throw Embeddings.WrongDimension($"{photos.Count} photos have {embeddings.Length}", Dimension);
        CataloguePhoto[] all = Distinct([.. Photos, .. photos]);
        float[] added = Embeddings.Prepare(embeddings, Dimension, Metric, photo => $"'{photos[photo].Path}'");
        return With([.. Enumerable.Range(0, Photos.Count)], added, all);
    }

    /// <summary>An index without some photos; the others keep their order.</summary>
    /// <exception cref="InputException">No photo would remain.</exception>
    public LocalIndex Remove(Predicate<CataloguePhoto> remove)
    {
        int[] kept = [.. Enumerable.Range(0, Photos.Count).Where(i => !remove(Photos[i]))];
        return kept.Length > 0
            ? With(kept, [], [.. kept.Select(i => Photos[i])])
            : throw new InputException("no photo would remain in the index; delete its file instead");
    }

    /// <summary>An index of some of the photos and of new ones behind them.</summary>
    private protected abstract LocalIndex With(int[] kept, float[] added, CataloguePhoto[] photos);

    /// <summary>The k nearest photos of each query as sorted ranking keys of squared distances.</summary>
    private protected abstract ulong[][] NearestKeys(float[] queries, int k, int threads, Predicate<int>? accept);

    private protected override EmbeddingSet All() => new(Rows([.. Enumerable.Range(0, Photos.Count)], []), Photos) { Looks = Looks };

    private protected sealed override IReadOnlyList<SearchResult>[] Nearest(float[] queries, int k, PhotoFilter? filter, int threads)
    {
        Predicate<int>? accept = filter is null or { All: true } ? null : photo => filter.Accepts(Photos[photo]);
        return [.. NearestKeys(queries, k, threads, accept).Select(keys => (IReadOnlyList<SearchResult>)[.. keys.Select(Result)])];
    }

    /// <summary>The embeddings of some of the photos and, behind them, new ones.</summary>
    private protected float[] Rows(int[] kept, float[] added)
    {
        long length = ((long)kept.Length * Dimension) + added.Length;
        VectorBuffer.RequireRoom(length * sizeof(float), $"{length / Dimension} vectors of {Dimension} values");
        var rows = new float[length];
        for (int i = 0; i < kept.Length; i++)
            CopyEmbedding(kept[i], rows.AsSpan(i * Dimension, Dimension));
        added.CopyTo(rows, kept.Length * Dimension);
        return rows;
    }

    internal static CataloguePhoto[] Distinct(IEnumerable<CataloguePhoto> photos)
    {
        CataloguePhoto[] all = [.. photos];
        var paths = new HashSet<string>(all.Length, StringComparer.Ordinal);
        return Array.Find(all, photo => !paths.Add(photo.Path)) is { } twice
            ? throw new InputException($"the photo '{twice.Path}' would be in the index twice; remove it first")
            : all;
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
        double squared = RankingKey.Distance(key);
        return Result(RankingKey.Item(key), Metric == DistanceMetric.Cosine ? squared / 2 : Math.Sqrt(squared));
    }
}
