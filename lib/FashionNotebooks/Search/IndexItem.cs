using System.Text.Json.Serialization;

namespace FashionNotebooks.Search;

/// <summary>A picture of the catalogue.</summary>
/// <param name="Path">Its file; each path is in an index once.</param>
/// <param name="Class">Its class name.</param>
/// <param name="Sha256">Hash of the file's bytes, lower-case hexadecimal.</param>
/// <param name="Sender">Who took it; null when unknown.</param>
public sealed record IndexItem(
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("class")] string Class,
    [property: JsonPropertyName("sha256")] string Sha256 = "",
    [property: JsonPropertyName("sender")] string? Sender = null);
