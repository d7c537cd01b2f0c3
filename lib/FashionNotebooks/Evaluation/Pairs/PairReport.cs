using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace FashionNotebooks.Evaluation;

/// <summary>The figures of a pair file. Serialises to the JSON of <c>evaluate pairs</c>.</summary>
public sealed record PairReport : PairFigures
{
    /// <summary>Makes a report from the figures of all pairs.</summary>
    [SetsRequiredMembers]
    public PairReport(PairFigures all)
        : base(all)
    {
    }

    /// <summary>The model's threshold and probability; null when it has none.</summary>
    [JsonPropertyName("calibration"), JsonPropertyOrder(1)]
    public PairCalibration? Calibration { get; init; }

    /// <summary>Figures of the pairs of two items of each difficulty, against all pairs of one item.</summary>
    [JsonPropertyName("per_difficulty"), JsonPropertyOrder(1)]
    public IReadOnlyDictionary<string, PairFigures> PerDifficulty { get; init; } = new SortedDictionary<string, PairFigures>();

    /// <summary>Figures of the near-twins that differ in one kind of detail, against all pairs of one item; empty where pairs do not say it.</summary>
    [JsonPropertyName("per_detail"), JsonPropertyOrder(1)]
    public IReadOnlyDictionary<string, PairFigures> PerDetail { get; init; } = new SortedDictionary<string, PairFigures>();

    /// <summary>Search among the pictures of the file: is the nearest other picture of the same item? Null when not measured.</summary>
    [JsonPropertyName("search"), JsonPropertyOrder(1)]
    public ItemSearch? Search { get; init; }

    /// <summary>The figures when the second picture of each pair was taken less well, by what happened to it; null when not measured.</summary>
    [JsonPropertyName("robustness"), JsonPropertyOrder(1)]
    public IReadOnlyDictionary<string, PairReport>? Robustness { get; init; }
}
