namespace FashionNotebooks.Search;

/// <summary>Photos and their embeddings, as a model gave them.</summary>
public sealed class EmbeddingSet
{
    /// <summary>Takes vectors and their photos.</summary>
    /// <param name="vectors">Row-major <c>[n, dimension]</c>; kept, not copied.</param>
    /// <param name="photos">The photos, <c>[n]</c>.</param>
    /// <param name="model">The checkpoint that made the vectors, for an index; null when they are only measured.</param>
    /// <exception cref="ArgumentException">The vectors do not divide among the photos.</exception>
    /// <exception cref="InputException">There are no photos, or a value is not finite.</exception>
    public EmbeddingSet(float[] vectors, IReadOnlyList<CataloguePhoto> photos, IndexModel? model = null)
    {
        if (photos.Count == 0)
            throw new InputException("there are no photos to index; give a catalogue with at least one");
        if (vectors.Length == 0 || vectors.Length % photos.Count != 0)
            throw new ArgumentException($"{vectors.Length} values are no embeddings of {photos.Count} photos", nameof(vectors));
        (Vectors, Photos, Model, Dimension) = (vectors, photos, model ?? IndexModel.Unknown, vectors.Length / photos.Count);
        if (Array.FindIndex(vectors, value => !float.IsFinite(value)) is >= 0 and int bad)
            throw Embeddings.NotFinite($"'{photos[bad / Dimension].Path}'");
    }

    /// <summary>Embeds photos and reads their looks; a photo's class is its folder's name.</summary>
    /// <exception cref="InputException">A photo or the model can no longer be read.</exception>
    internal static EmbeddingSet Of(PhotoSet photos, TrainedModel model, LookReader reader, CancellationToken cancellation)
    {
        (Matrix embeddings, GarmentLooks looks) = reader.Embed(photos.Pixels, cancellation);
        IndexModel made = IndexModel.Of(Path.GetFullPath(model.Path));
        return new(embeddings.Values, [.. photos.Items.Select(CataloguePhoto.Of)], made) { Looks = looks };
    }

    /// <summary>Row-major <c>[n, dimension]</c>.</summary>
    public float[] Vectors { get; }

    /// <summary>The photos, <c>[n]</c>.</summary>
    public IReadOnlyList<CataloguePhoto> Photos { get; }

    /// <summary>The checkpoint that made the vectors.</summary>
    public IndexModel Model { get; }

    /// <summary>What the photos show besides the class; null where that was not read.</summary>
    public GarmentLooks? Looks { get; init; }

    /// <summary>Values in a vector.</summary>
    public int Dimension { get; }

    /// <summary>The vector of a photo, <c>[dimension]</c>.</summary>
    public ReadOnlySpan<float> this[int photo] => Vectors.AsSpan(photo * Dimension, Dimension);
}
