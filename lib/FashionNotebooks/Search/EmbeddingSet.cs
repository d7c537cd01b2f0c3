namespace FashionNotebooks.Search;

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
        (Vectors, Photos, Model, Dimension) = (vectors, photos, model ?? IndexModel.Unknown, Embeddings.Dimension(vectors, photos));
        if (Array.FindIndex(vectors, value => !float.IsFinite(value)) is >= 0 and int bad)
            throw Embeddings.NotFinite($"'{photos[bad / Dimension].Path}'");
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
