using System.Text.Json.Serialization;

namespace FashionNotebooks.Evaluation;

/// <summary>Figures of some pairs.</summary>
public record PairFigures
{
    /// <summary>Takes the figures.</summary>
    public PairFigures(int sameCount, int differentCount, RocFigures roc) => (SameCount, DifferentCount, Roc) = (sameCount, differentCount, roc);

    /// <summary>Pairs of one item.</summary>
    [JsonPropertyName("n_same")]
    public int SameCount { get; }

    /// <summary>Pairs of two items.</summary>
    [JsonPropertyName("n_different")]
    public int DifferentCount { get; }

    /// <summary>The figures that need no threshold.</summary>
    [JsonIgnore]
    public RocFigures Roc { get; }

    /// <summary>Area under the curve; see <see cref="RocFigures.Auc"/>.</summary>
    [JsonPropertyName("auc")]
    public double Auc => Roc.Auc;

    /// <summary>Equal error rate; see <see cref="RocFigures.EqualErrorRate"/>.</summary>
    [JsonPropertyName("eer")]
    public double EqualErrorRate => Roc.EqualErrorRate;

    /// <summary>True accepts at 1 % false ones; see <see cref="RocFigures.TarAtHundredth"/>.</summary>
    [JsonPropertyName("tar_at_far_1e_2")]
    public double TarAtHundredth => Roc.TarAtHundredth;

    /// <summary>True accepts at 0.1 % false ones; see <see cref="RocFigures.TarAtThousandth"/>.</summary>
    [JsonPropertyName("tar_at_far_1e_3")]
    public double TarAtThousandth => Roc.TarAtThousandth;

    /// <summary>95 % intervals by the figure's JSON name, from a bootstrap over the pairs.</summary>
    [JsonPropertyName("ci95")]
    public required IReadOnlyDictionary<string, Interval> Intervals { get; init; }

    /// <summary>With the model's own threshold and probability; null when it has none.</summary>
    [JsonPropertyName("at_threshold")]
    public ThresholdFigures? AtThreshold { get; init; }
}

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
