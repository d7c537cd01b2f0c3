namespace FashionNotebooks.Search;

/// <summary>What every index does with an embedding before it stores it or searches with it.</summary>
internal static class Embeddings
{
    /// <summary>
    /// Checks an embedding; for cosine also scales it to length 1. Between vectors of length 1 the squared distance is
    /// 2 − 2 cos, so one kernel serves both metrics.
    /// </summary>
    /// <exception cref="InputException">A value is not finite; for cosine also: all are 0.</exception>
    internal static void Prepare(ReadOnlySpan<float> embedding, Span<float> prepared, string whose, DistanceMetric metric)
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

    /// <summary>Checks and prepares the embeddings of pictures.</summary>
    /// <param name="embeddings">Row-major, one for each of <paramref name="items"/>.</param>
    /// <param name="items">The pictures.</param>
    /// <param name="metric">The metric to prepare for.</param>
    /// <exception cref="InputException">An embedding cannot be used.</exception>
    internal static float[] Prepare(ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> items, DistanceMetric metric)
    {
        var prepared = new float[embeddings.Length];
        int dimension = embeddings.Length / Math.Max(1, items.Count);
        for (int i = 0; i < items.Count; i++)
            Prepare(embeddings.Slice(i * dimension, dimension), prepared.AsSpan(i * dimension, dimension), $"'{items[i].Path}'", metric);
        return prepared;
    }

    /// <summary>Checks a search and prepares its queries for the metric of an index.</summary>
    /// <exception cref="InputException"><paramref name="k"/> is out of range, or a query cannot be used.</exception>
    internal static float[] PrepareQueries(ReadOnlySpan<float> queries, int k, ISearchIndex index)
    {
        if (k < 1 || k > index.Items.Count)
            throw new InputException($"cannot give the {k} nearest of {index.Items.Count} pictures; ask for 1 to {index.Items.Count}");
        if (queries.IsEmpty || queries.Length % index.Dimension != 0)
            throw WrongDimension($"the query has {queries.Length}", index.Dimension);
        float[] prepared = new float[queries.Length];
        for (int at = 0; at < queries.Length; at += index.Dimension)
            Prepare(queries.Slice(at, index.Dimension), prepared.AsSpan(at, index.Dimension), "the query", index.Metric);
        return prepared;
    }

    /// <summary>The error for embeddings of another length than an index holds.</summary>
    internal static InputException WrongDimension(string what, int dimension) =>
        new($"{what} values but the index holds embeddings of {dimension}; use the model that built it");

    /// <summary>The dimension of the embeddings of new pictures.</summary>
    /// <exception cref="InputException">There are no pictures.</exception>
    internal static int Dimension(ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count == 0)
            throw new InputException("there are no pictures to index; give a catalogue with at least one");
        if (embeddings.IsEmpty || embeddings.Length % items.Count != 0)
            throw new ArgumentException($"{embeddings.Length} values are no embeddings of {items.Count} pictures", nameof(embeddings));
        return embeddings.Length / items.Count;
    }
}
