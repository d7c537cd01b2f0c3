using System.Text.Json.Serialization;

namespace FashionNotebooks.Search;

/// <summary>One index with one setting in a benchmark.</summary>
/// <param name="Kind">How it searches.</param>
/// <param name="Setting">What was set for the search, as <c>breadth 64</c>; empty when there is nothing to set.</param>
/// <param name="BuildSeconds">Seconds to build the index.</param>
/// <param name="RecallAt10">Share of the ten nearest that were among the ten results.</param>
/// <param name="Milliseconds">For one query, the median of rounds.</param>
/// <param name="BatchMilliseconds">For one query when all are asked at once, the median of rounds.</param>
public sealed record IndexBenchmarkRow(
    string Kind, string Setting, double BuildSeconds, [property: JsonPropertyName("recall_at_10")] double RecallAt10, double Milliseconds, double BatchMilliseconds);
