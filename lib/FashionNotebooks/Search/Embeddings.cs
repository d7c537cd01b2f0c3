namespace FashionNotebooks.Search;

/// <summary>What every index does with an embedding before it stores it or searches with it.</summary>
internal static class Embeddings
{
    /// <summary>
    /// Checks embeddings, row-major; for cosine also scales each to length 1. Between vectors of length 1 the squared distance is
    /// 2 − 2 cos, so one kernel serves both metrics.
    /// </summary>
    /// <param name="whose">Names the owner of a row in errors.</param>
    /// <exception cref="InputException">A value is not finite; for cosine also: all of a row are 0.</exception>
    internal static float[] Prepare(ReadOnlySpan<float> embeddings, int dimension, DistanceMetric metric, Func<int, string> whose)
    {
        float[] prepared = embeddings.ToArray();
        for (int row = 0; row < prepared.Length / dimension; row++)
        {
            Span<float> embedding = prepared.AsSpan(row * dimension, dimension);
            double squares = 0;
            foreach (float value in embedding)
                squares += (double)value * value;
            if (!double.IsFinite(squares))
                throw NotFinite(whose(row));
            if (metric == DistanceMetric.Euclidean)
                continue;
            if (squares == 0)
                throw new InputException($"the embedding of {whose(row)} is zero and has no direction; use the euclidean metric");
            double scale = 1 / Math.Sqrt(squares);
            foreach (ref float value in embedding)
                value = (float)(value * scale);
        }
        return prepared;
    }

    internal static InputException NotFinite(string whose) =>
        new($"the embedding of {whose} holds a value that is not finite; the model is broken, train it again");

    internal static InputException WrongDimension(string what, int dimension) =>
        new($"{what} values but the index holds embeddings of {dimension}; use the model that built it");
}
