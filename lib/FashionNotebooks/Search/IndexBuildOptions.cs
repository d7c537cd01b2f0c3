namespace FashionNotebooks.Search;

/// <summary>How to build an index. The same options, embeddings and machine give the same bytes.</summary>
public sealed record IndexBuildOptions
{
    /// <summary>How it searches.</summary>
    public IndexKind Kind { get; init; }

    /// <summary>How distances are measured.</summary>
    public DistanceMetric Metric { get; init; }

    /// <summary>Of the order in which a graph's nodes are linked.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Threads to use where the result does not depend on their order; a graph is built by one.</summary>
    public int Threads { get; init; } = 1;
}
