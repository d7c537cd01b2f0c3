using System.Text.Json.Serialization;

namespace FashionNotebooks.Search;

/// <summary>A picture that was found.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Class">Its class name.</param>
/// <param name="Distance">From the query, in the index's metric.</param>
public sealed record SearchResult(
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("class")] string Class,
    [property: JsonPropertyName("distance")] double Distance);
