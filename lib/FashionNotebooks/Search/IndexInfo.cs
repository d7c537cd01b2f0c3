using System.Text.Json.Serialization;

namespace FashionNotebooks.Search;

/// <summary>What <c>index info</c> says.</summary>
/// <param name="Kind">How it searches: <c>flat</c> compares with every vector.</param>
/// <param name="Count">Pictures.</param>
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
