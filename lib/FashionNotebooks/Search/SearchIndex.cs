namespace FashionNotebooks.Search;

/// <summary>
/// Photos that can be searched by embedding, wherever they are kept. An index does not change while it is open, so any number of threads
/// may search at once.
/// </summary>
public abstract class SearchIndex : IDisposable
{
    /// <summary>Photos from which <see cref="IndexKind.Auto"/> takes <see cref="HnswIndex"/>.</summary>
    public const int ManyPhotos = 200_000;

    private object? joining;
    private AspectSpace? space;

    private protected SearchIndex(IReadOnlyList<CataloguePhoto> photos, IndexModel model, DistanceMetric metric, int dimension) =>
        (Photos, Model, Metric, Dimension) = (photos, model, metric, dimension);

    /// <summary>The photos; a photo's place in the list is its id.</summary>
    public IReadOnlyList<CataloguePhoto> Photos { get; }

    /// <summary>The checkpoint that made the embeddings.</summary>
    public IndexModel Model { get; }

    public DistanceMetric Metric { get; }

    /// <summary>Values in an embedding.</summary>
    public int Dimension { get; }

    /// <summary>Whether the photos can be searched by more than their class.</summary>
    public abstract bool HasLooks { get; }

    /// <summary>What <c>index info</c> says.</summary>
    public IndexInfo Info => new(Kind, Photos.Count, Dimension, Model.Path, Model.Sha256, MetricNames.Of(Metric));

    /// <summary>The name of the kind in files and in what is said of it.</summary>
    internal abstract string Kind { get; }

    /// <summary>Makes an index of embeddings and looks, which know their photos and their model.</summary>
    /// <param name="options">Kind, metric and seed.</param>
    /// <param name="progress">Told the share that is done, 0 to 1, where that is known.</param>
    /// <param name="cancellation">Stops the building of a graph.</param>
    /// <exception cref="InputException">A path is there twice, or for cosine an embedding is zero.</exception>
    public static LocalIndex Build(
        EmbeddingSet set, IndexBuildOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new IndexBuildOptions();
        CataloguePhoto[] photos = LocalIndex.Distinct(set.Photos);
        float[] rows = Embeddings.Prepare(set.Vectors, set.Dimension, options.Metric, photo => $"'{photos[photo].Path}'");
        LocalIndex index = (options.Kind == IndexKind.Auto ? Choose(photos.Length).Kind : options.Kind) switch
        {
            IndexKind.Int8 => new Int8Index(rows, photos, set.Model, options.Metric),
            IndexKind.Hnsw => HnswIndex.Link(rows, photos, set.Model, options, progress, cancellation),
            _ => new FlatIndex(rows, photos, set.Model, options.Metric),
        };
        index.Looks = set.Looks;
        return index;
    }

    /// <summary>The kind that <see cref="IndexKind.Auto"/> takes for some photos, and why.</summary>
    public static (IndexKind Kind, string Why) Choose(int photos) => photos < ManyPhotos
        ? (IndexKind.Flat, $"flat, because comparing a query with all of {photos} photos is exact and takes milliseconds")
        : (IndexKind.Hnsw, $"hnsw, because comparing a query with all of {photos} photos takes long; some results may be missed");

    /// <summary>
    /// Opens an index file, whatever its kind. Its vectors stay in the file and are read as they are needed; whoever cuts such a file off
    /// instead of renaming another one over it ends the program.
    /// </summary>
    /// <param name="copyUpTo">A file of at most so many bytes is read into memory instead, where nobody can change it.</param>
    /// <exception cref="InputException">The file is no index, or is damaged.</exception>
    public static LocalIndex Open(string path, long copyUpTo = 0)
    {
        using IndexFileReader file = IndexFileReader.Open(path, copyUpTo);
        LocalIndex index = file.Kind switch
        {
            FlatIndex.Name => FlatIndex.Read(file),
            Int8Index.Name => Int8Index.Read(file),
            HnswIndex.Name => HnswIndex.Read(file),
            "ivf" => throw file.Outdated("inverted lists (ivf) are no longer searched"),
            _ => throw file.Fail($"its kind {ErrorText.Quote(file.Kind)} is unknown"),
        };
        index.Looks = file.Looks;
        return index;
    }

    /// <summary>Whether a safetensors file says that it is an index; nothing but its header is read.</summary>
    /// <exception cref="InputException">It is no safetensors file.</exception>
    public static bool IsIndex(string path)
    {
        using SafeTensorsReader reader = SafeTensorsReader.Open(path, Limits.EmbeddingHeaderBytes);
        return reader.Header.Metadata.TryGetValue("format", out string? format)
            && format.StartsWith("fashion-index", StringComparison.Ordinal);
    }

    /// <summary>The stored embedding of a photo, [dimension]; under the cosine metric it has length 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public float[] Embedding(int photo)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(photo);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(photo, Photos.Count);
        var embedding = new float[Dimension];
        CopyEmbedding(photo, embedding);
        return embedding;
    }

    /// <summary>The k nearest photos, nearest first; equally near ones in the order of their ids.</summary>
    /// <param name="query">An embedding, [dimension].</param>
    /// <param name="k">1 to the number of photos.</param>
    /// <param name="filter">Which photos may be found; null for all. There are fewer than k results when fewer pass.</param>
    /// <exception cref="InputException"><paramref name="k"/> is out of range, or the embedding has another dimension or a value that is
    /// not finite.</exception>
    public IReadOnlyList<SearchResult> Search(ReadOnlySpan<float> query, int k, PhotoFilter? filter = null) =>
        query.Length == Dimension
            ? SearchMany(query, k, filter)[0]
            : throw Embeddings.WrongDimension($"the query has {query.Length}", Dimension);

    /// <summary>Searches for many queries at once, row-major [n, dimension]; the results do not depend on the threads.</summary>
    /// <exception cref="InputException">As for <see cref="Search(ReadOnlySpan{float}, int, PhotoFilter)"/>.</exception>
    public IReadOnlyList<SearchResult>[] SearchMany(ReadOnlySpan<float> queries, int k, PhotoFilter? filter = null, int threads = 2) =>
        Nearest(Prepare(queries, k), k, filter, threads);

    /// <summary>The k photos that are most alike by some aspects, every photo compared; each aspect's likeness is told.</summary>
    /// <param name="query">Made by <see cref="Query(float[], GarmentLooks)"/> of this index.</param>
    /// <param name="by">What counts.</param>
    /// <param name="k">1 to the number of photos.</param>
    /// <param name="filter">Which photos may be found; null for all.</param>
    /// <exception cref="InputException"><paramref name="k"/> is out of range.</exception>
    public IReadOnlyList<SearchResult> Search(AspectQuery query, Likeness by, int k, PhotoFilter? filter = null)
    {
        RequireCount(k);
        return [.. Space().Nearest(query, by, k, photo => filter?.Accepts(Photos[photo]) != false)
            .Select(key => Result(RankingKey.Item(key), RankingKey.Distance(key)) with { Why = Why(query, RankingKey.Item(key)) })];
    }

    /// <summary>A photo to search with by several aspects.</summary>
    /// <param name="embedding">The photo's embedding.</param>
    /// <param name="garment">What it shows, one photo.</param>
    /// <exception cref="InputException">The index has no looks, or the photo was read by another model.</exception>
    public AspectQuery Query(float[] embedding, GarmentLooks garment) => Space().QueryOf(Prepare(embedding, 1), garment, 0);

    /// <summary>A photo of the index to search with by several aspects; it finds itself first.</summary>
    /// <exception cref="InputException">The index has no looks.</exception>
    public AspectQuery Query(int photo) => Space().QueryOf(photo);

    /// <summary>How alike a photo of the index is to a query, in each aspect.</summary>
    public AspectLikeness Why(AspectQuery query, int photo) => Space().Why(query, photo);

    /// <summary>Refuses a model that did not build this index.</summary>
    /// <exception cref="InputException">The hashes differ.</exception>
    public void RequireModel(IndexModel model)
    {
        if (model.Sha256 != Model.Sha256)
            throw new InputException($"the index was built with the model '{Model.Path}' ({Model.Sha256[..8]}), "
                + $"not with '{model.Path}' ({model.Sha256[..8]}); build it again");
    }

    /// <summary>Writes the index to a file atomically: whoever reads the file sees the old index or the new one.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public abstract void Save(string path);

    public abstract void Dispose();

    /// <summary>All embeddings and looks. They are asked for once, at the first search by aspects.</summary>
    private protected abstract EmbeddingSet All();

    private protected abstract void CopyEmbedding(int photo, Span<float> embedding);

    /// <summary>The nearest photos of queries that are checked and prepared for the metric.</summary>
    private protected abstract IReadOnlyList<SearchResult>[] Nearest(float[] queries, int k, PhotoFilter? filter, int threads);

    private protected SearchResult Result(int photo, double distance) => new(Photos[photo].Path, Photos[photo].Class, distance);

    /// <summary>Checks a search and prepares its queries for the metric.</summary>
    private protected float[] Prepare(ReadOnlySpan<float> queries, int k)
    {
        RequireCount(k);
        if (queries.IsEmpty || queries.Length % Dimension != 0)
            throw Embeddings.WrongDimension($"the query has {queries.Length}", Dimension);
        return Embeddings.Prepare(queries, Dimension, Metric, _ => "the query");
    }

    private void RequireCount(int k)
    {
        if (k < 1 || k > Photos.Count)
            throw new InputException($"cannot give the {k} nearest of {Photos.Count} photos; ask for 1 to {Photos.Count}");
    }

    private AspectSpace Space() => LazyInitializer.EnsureInitialized(ref space, ref joining, () =>
    {
        if (!HasLooks)
            throw new InputException("the index knows nothing of look, colour and pattern; build it again, "
                + "and push it again if it lies in a database");
        EmbeddingSet all = All();
        return new AspectSpace(new(all.Vectors, all.Dimension), all.Looks!);
    });
}
