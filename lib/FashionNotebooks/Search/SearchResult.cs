namespace FashionNotebooks.Search;

/// <summary>A photo that was found.</summary>
/// <param name="Distance">From the query, in the index's metric.</param>
public sealed record SearchResult(
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("class")] string Class,
    [property: JsonPropertyName("distance")] double Distance)
{
    /// <summary>How alike it is in each aspect, where the search was by aspects.</summary>
    [JsonPropertyName("why"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AspectLikeness? Why { get; init; }
}

/// <summary>What <c>index info</c> says.</summary>
/// <param name="Kind">How it searches: <c>flat</c> compares with every vector.</param>
/// <param name="Dimension">Values in an embedding.</param>
/// <param name="Model">The checkpoint's file.</param>
/// <param name="ModelSha256">Hash of the checkpoint.</param>
/// <param name="Metric"><c>euclidean</c> or <c>cosine</c>.</param>
public sealed record IndexInfo(
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("count")] int Count,
    [property: JsonPropertyName("dim")] int Dimension,
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("model_sha256")] string ModelSha256,
    [property: JsonPropertyName("metric")] string Metric);
