using FashionNotebooks.Search;

namespace FashionNotebooks.Evaluation;

/// <summary>Pictures with a vector each.</summary>
public sealed class EmbeddingSet
{
    /// <summary>Takes vectors and their pictures.</summary>
    /// <param name="vectors">Row-major [n, dimension]; kept, not copied.</param>
    /// <param name="items">The pictures, [n].</param>
    /// <exception cref="ArgumentException">The vectors do not divide among the items, or a value is not finite.</exception>
    public EmbeddingSet(float[] vectors, IReadOnlyList<IndexItem> items)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count == 0 || vectors.Length == 0 || vectors.Length % items.Count != 0)
            throw new ArgumentException($"{vectors.Length} values do not make vectors for {items.Count} pictures", nameof(vectors));
        int bad = Array.FindIndex(vectors, v => !float.IsFinite(v));
        Dimension = vectors.Length / items.Count;
        if (bad >= 0)
            throw new ArgumentException($"the vector of '{items[bad / Dimension].Path}' holds a value that is not finite", nameof(vectors));
        Vectors = vectors;
        Items = items;
    }

    /// <summary>Row-major [n, dimension].</summary>
    public float[] Vectors { get; }

    /// <summary>The pictures, [n].</summary>
    public IReadOnlyList<IndexItem> Items { get; }

    /// <summary>Values in a vector.</summary>
    public int Dimension { get; }

    /// <summary>The vector of a picture, [dimension].</summary>
    public ReadOnlySpan<float> this[int index] => Vectors.AsSpan(index * Dimension, Dimension);
}
