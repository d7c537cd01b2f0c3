namespace FashionNotebooks.Search;

/// <summary>What every index does with an embedding before it stores it or searches with it.</summary>
internal static class Embeddings
{
    /// <summary>
    /// Checks an embedding; for cosine also scales it to length 1. Between vectors of length 1 the squared distance is 2 − 2 cos, so one
    /// kernel serves both metrics.
    /// </summary>
    /// <exception cref="InputException">A value is not finite; for cosine also: all are 0.</exception>
    internal static void Prepare(ReadOnlySpan<float> embedding, Span<float> prepared, string whose, DistanceMetric metric)
    {
        double squares = 0;
        foreach (float value in embedding)
            squares += (double)value * value;
        if (!double.IsFinite(squares))
            throw NotFinite(whose);
        embedding.CopyTo(prepared);
        if (metric == DistanceMetric.Euclidean)
            return;
        if (squares == 0)
            throw new InputException($"the embedding of {whose} is zero and has no direction; use the euclidean metric");
        double scale = 1 / Math.Sqrt(squares);
        foreach (ref float value in prepared)
            value = (float)(value * scale);
    }

    /// <summary>Checks and prepares the embeddings of photos, row-major.</summary>
    /// <exception cref="InputException">An embedding cannot be used.</exception>
    internal static float[] Prepare(ReadOnlySpan<float> embeddings, IReadOnlyList<CataloguePhoto> photos, DistanceMetric metric)
    {
        var prepared = new float[embeddings.Length];
        int dimension = embeddings.Length / Math.Max(1, photos.Count);
        for (int i = 0; i < photos.Count; i++)
            Prepare(embeddings.Slice(i * dimension, dimension), prepared.AsSpan(i * dimension, dimension), $"'{photos[i].Path}'", metric);
        return prepared;
    }

    /// <exception cref="InputException">There are no photos.</exception>
    internal static int Dimension(ReadOnlySpan<float> embeddings, IReadOnlyList<CataloguePhoto> photos)
    {
        if (photos.Count == 0)
            throw new InputException("there are no photos to index; give a catalogue with at least one");
        if (embeddings.IsEmpty || embeddings.Length % photos.Count != 0)
            throw new ArgumentException($"{embeddings.Length} values are no embeddings of {photos.Count} photos", nameof(embeddings));
        return embeddings.Length / photos.Count;
    }

    internal static InputException NotFinite(string whose) =>
        new($"the embedding of {whose} holds a value that is not finite; the model is broken, train it again");

    internal static InputException WrongDimension(string what, int dimension) =>
        new($"{what} values but the index holds embeddings of {dimension}; use the model that built it");
}
