using FashionNotebooks.Checkpoints;

namespace FashionNotebooks.Search;

/// <summary>Builds and opens indexes of every kind.</summary>
public static class SearchIndex
{
    /// <summary>Pictures from which <see cref="IndexKind.Auto"/> takes <see cref="HnswIndex"/>.</summary>
    public const int ManyPictures = 200_000;

    /// <summary>Builds an index in memory.</summary>
    /// <param name="embeddings">Row-major [n, dimension].</param>
    /// <param name="items">The pictures, [n], at least one.</param>
    /// <param name="model">The checkpoint that made the embeddings.</param>
    /// <param name="options">Kind, metric, seed and threads.</param>
    /// <param name="progress">Told the share that is done, 0 to 1, where that is known.</param>
    /// <param name="cancellation">Stops the building of a graph.</param>
    /// <exception cref="InputException">There are no pictures, a path is there twice, or an embedding is not
    /// finite (for cosine also: is zero).</exception>
    public static LocalIndex Build(
        ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> items, IndexModel model, IndexBuildOptions? options = null,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        options ??= new IndexBuildOptions();
        IndexKind kind = options.Kind == IndexKind.Auto ? Choose(items.Count).Kind : options.Kind;
        return kind switch
        {
            IndexKind.Int8 => Int8Index.Build(embeddings, items, model, options.Metric),
            IndexKind.Hnsw => HnswIndex.Build(embeddings, items, model, options, progress, cancellation),
            _ => FlatIndex.Build(embeddings, items, model, options.Metric),
        };
    }

    /// <summary>The kind that <see cref="IndexKind.Auto"/> takes for some pictures, and why.</summary>
    public static (IndexKind Kind, string Why) Choose(int pictures) => pictures < ManyPictures
        ? (IndexKind.Flat, $"flat, because comparing a query with all of {pictures} pictures is exact and takes milliseconds")
        : (IndexKind.Hnsw, $"hnsw, because comparing a query with all of {pictures} pictures takes long; some results may be missed");

    /// <summary>
    /// Opens an index file, whatever its kind. Its vectors stay in the file and are read as they are needed; whoever cuts such a file off
    /// instead of renaming another one over it ends the program.
    /// </summary>
    /// <param name="path">The file.</param>
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
        using SafeTensorsReader reader = SafeTensorsReader.Open(path, EmbeddingFile.HeaderBytes);
        return reader.Header.Metadata.TryGetValue("format", out string? format)
            && format.StartsWith("fashion-index", StringComparison.Ordinal);
    }
}
