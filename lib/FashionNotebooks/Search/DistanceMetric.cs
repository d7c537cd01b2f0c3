namespace FashionNotebooks.Search;

/// <summary>How far two embeddings are from each other.</summary>
public enum DistanceMetric
{
    /// <summary>Length of the difference, 0 and up.</summary>
    Euclidean,

    /// <summary>1 − cosine of the angle, 0 to 2; the lengths of the vectors do not matter.</summary>
    Cosine,
}

/// <summary>Names of metrics in files and on the command line.</summary>
public static class MetricNames
{
    /// <summary><c>euclidean</c> or <c>cosine</c>.</summary>
    public static string Of(DistanceMetric metric) => metric == DistanceMetric.Cosine ? "cosine" : "euclidean";

    /// <summary>The metric of a name.</summary>
    /// <exception cref="InputException">The name is neither.</exception>
    public static DistanceMetric Parse(string name) => name switch
    {
        "euclidean" => DistanceMetric.Euclidean,
        "cosine" => DistanceMetric.Cosine,
        _ => throw new InputException($"the metric '{name}' is unknown; use euclidean or cosine"),
    };
}
