using System.Text.Json.Serialization;
using FashionNotebooks.Search;

namespace FashionNotebooks.Postgres;

/// <summary>What a push did.</summary>
/// <param name="Sent">Pictures that were new or had changed.</param>
/// <param name="Unchanged">Pictures that the database had already.</param>
/// <param name="Index">What the database holds now.</param>
public sealed record PushReport(
    [property: JsonPropertyName("sent")] int Sent,
    [property: JsonPropertyName("unchanged")] int Unchanged,
    [property: JsonPropertyName("index")] IndexInfo Index);
