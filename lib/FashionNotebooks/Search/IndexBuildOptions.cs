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

/// <summary>How an index searches.</summary>
public enum IndexKind
{
    /// <summary>Chosen by the number of pictures.</summary>
    Auto,

    /// <summary>Every vector is compared: exact.</summary>
    Flat,

    /// <summary>Every vector is compared in 8 bits a value, the best of them exactly.</summary>
    Int8,

    /// <summary>A graph of near neighbours is walked towards the query.</summary>
    Hnsw,
}
