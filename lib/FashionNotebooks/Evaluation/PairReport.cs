namespace FashionNotebooks.Evaluation;

/// <param name="SameCount">Pairs of one garment.</param>
/// <param name="DifferentCount">Pairs of two garments.</param>
/// <param name="Auc">See <see cref="RocFigures.Auc"/>.</param>
/// <param name="EqualErrorRate">See <see cref="RocFigures.EqualErrorRate"/>.</param>
/// <param name="TarAtHundredth">See <see cref="RocFigures.TarAtHundredth"/>.</param>
/// <param name="TarAtThousandth">See <see cref="RocFigures.TarAtThousandth"/>.</param>
/// <param name="Intervals">95 % intervals by the figure's JSON name, from a bootstrap over the pairs.</param>
/// <param name="AtThreshold">With the model's own threshold and probability; null when it has none.</param>
public record PairFigures(
    [property: JsonPropertyName("n_same")] int SameCount,
    [property: JsonPropertyName("n_different")] int DifferentCount,
    [property: JsonPropertyName("auc")] double Auc,
    [property: JsonPropertyName("eer")] double EqualErrorRate,
    [property: JsonPropertyName("tar_at_far_1e_2")] double TarAtHundredth,
    [property: JsonPropertyName("tar_at_far_1e_3")] double TarAtThousandth,
    [property: JsonPropertyName("ci95")] IReadOnlyDictionary<string, Interval> Intervals,
    [property: JsonPropertyName("at_threshold")] ThresholdFigures? AtThreshold);

/// <summary>The figures of a pair file. Serialises to the JSON of <c>evaluate pairs</c>.</summary>
public sealed record PairReport : PairFigures
{
    internal PairReport(PairFigures all)
        : base(all)
    {
    }

    /// <summary>The model's threshold and probability; null when it has none.</summary>
    [JsonPropertyName("calibration"), JsonPropertyOrder(1)]
    public PairCalibration? Calibration { get; init; }

    /// <summary>Figures of the pairs of two garments of each difficulty, against all pairs of one garment.</summary>
    [JsonPropertyName("per_difficulty"), JsonPropertyOrder(1)]
    public IReadOnlyDictionary<string, PairFigures> PerDifficulty { get; init; } = new SortedDictionary<string, PairFigures>();

    /// <summary>Figures of the near-twins that differ in one kind of detail; empty where pairs do not say it.</summary>
    [JsonPropertyName("per_detail"), JsonPropertyOrder(1)]
    public IReadOnlyDictionary<string, PairFigures> PerDetail { get; init; } = new SortedDictionary<string, PairFigures>();

    /// <summary>Search among the photos of the file: is the nearest other photo of the same garment? Null when not measured.</summary>
    [JsonPropertyName("search"), JsonPropertyOrder(1)]
    public GarmentSearch? Search { get; init; }

    /// <summary>The figures when the second photo of each pair was taken less well, by what happened to it; null: not measured.</summary>
    [JsonPropertyName("robustness"), JsonPropertyOrder(1)]
    public IReadOnlyDictionary<string, PairReport>? Robustness { get; init; }
}

/// <summary>What a model's own threshold and probability are worth on pairs that had no part in choosing them; fractions 0–1.</summary>
/// <param name="TrueAccepts">Share of the pairs of one garment that are called the same.</param>
/// <param name="FalseAccepts">Share of the pairs of two garments that are called the same.</param>
/// <param name="Brier">Mean squared error of the probability, both kinds of pairs counting alike: 0.25 says nothing, 0 is right and sure
/// (Brier, "Verification of forecasts expressed in terms of probability", 1950).</param>
public readonly record struct ThresholdFigures(
    [property: JsonPropertyName("tar")] double TrueAccepts,
    [property: JsonPropertyName("far")] double FalseAccepts,
    [property: JsonPropertyName("brier")] double Brier);
