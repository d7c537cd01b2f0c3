using System.Text.Json.Serialization;

namespace FashionNotebooks.Evaluation;

/// <summary>What a model's own threshold and probability are worth on pairs that had no part in choosing them; fractions 0–1.</summary>
/// <param name="TrueAccepts">Share of the pairs of one item that are called the same.</param>
/// <param name="FalseAccepts">Share of the pairs of two items that are called the same.</param>
/// <param name="Brier">Mean squared error of the probability, both kinds of pairs counting alike: 0.25 says nothing, 0 is right and sure
/// (Brier, "Verification of forecasts expressed in terms of probability", 1950).</param>
public readonly record struct ThresholdFigures(
    [property: JsonPropertyName("tar")] double TrueAccepts,
    [property: JsonPropertyName("far")] double FalseAccepts,
    [property: JsonPropertyName("brier")] double Brier)
{
    internal static ThresholdFigures Of(IReadOnlyList<PairScore> pairs, PairCalibration calibration)
    {
        double Accepted(bool same) => pairs.Where(pair => pair.Same == same).Average(pair => calibration.IsSame(pair.Score) ? 1.0 : 0);
        double Error(bool same) => pairs.Where(pair => pair.Same == same).Average(pair => Math.Pow(calibration.Probability(pair.Score) - (same ? 1 : 0), 2));
        return new ThresholdFigures(Accepted(true), Accepted(false), (Error(true) + Error(false)) / 2);
    }
}
