namespace FashionNotebooks.Search;

/// <summary>How to build an index. The same options, embeddings and machine give the same bytes.</summary>
public sealed record IndexBuildOptions
{
    public IndexKind Kind { get; init; }

    public DistanceMetric Metric { get; init; }

    /// <summary>Of the order in which a graph's nodes are linked.</summary>
    public int Seed { get; init; } = 42;
}

public enum IndexKind
{
    /// <summary>Chosen by the number of photos.</summary>
    Auto,

    /// <summary>Every vector is compared: exact.</summary>
    Flat,

    /// <summary>Every vector is compared in 8 bits a value, the best of them exactly.</summary>
    Int8,

    /// <summary>A graph of near neighbours is walked towards the query.</summary>
    Hnsw,
}

/// <summary>How far two embeddings are from each other.</summary>
public enum DistanceMetric
{
    /// <summary>Length of the difference, 0 and up.</summary>
    Euclidean,

    /// <summary>1 − cosine of the angle, 0 to 2; the lengths of the vectors do not matter.</summary>
    Cosine,
}

/// <summary>Names of metrics in files: <c>euclidean</c> and <c>cosine</c>.</summary>
public static class MetricNames
{
    public static string Of(DistanceMetric metric) => metric == DistanceMetric.Cosine ? "cosine" : "euclidean";

    /// <exception cref="InputException">The name is neither.</exception>
    public static DistanceMetric Parse(string name) => name switch
    {
        "euclidean" => DistanceMetric.Euclidean,
        "cosine" => DistanceMetric.Cosine,
        _ => throw new InputException($"the metric '{name}' is unknown; use euclidean or cosine"),
    };
}
