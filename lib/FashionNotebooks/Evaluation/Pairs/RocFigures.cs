using System.Text.Json.Serialization;

namespace FashionNotebooks.Evaluation;

/// <summary>How well a score tells pairs of one item from pairs of two; fractions 0–1.</summary>
/// <param name="Auc">Chance that a pair of one item scores higher than a pair of two; equal scores count half. 0.5 is guessing.</param>
/// <param name="EqualErrorRate">The share of errors of both kinds where it is the same for both, on the straight line between two thresholds.</param>
/// <param name="TarAtHundredth">Share of the pairs of one item that are accepted when at most 1 % of the others are.</param>
/// <param name="TarAtThousandth">The same at 0.1 %; with fewer than 1,000 others none of them may be accepted.</param>
public readonly record struct RocFigures(
    [property: JsonPropertyName("auc")] double Auc,
    [property: JsonPropertyName("eer")] double EqualErrorRate,
    [property: JsonPropertyName("tar_at_far_1e_2")] double TarAtHundredth,
    [property: JsonPropertyName("tar_at_far_1e_3")] double TarAtThousandth);
