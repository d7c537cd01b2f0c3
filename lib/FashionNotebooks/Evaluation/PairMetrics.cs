namespace FashionNotebooks.Evaluation;

/// <summary>How alike a model finds the two photos of a pair.</summary>
/// <param name="Score">Cosine of the two embeddings, -1 to 1.</param>
/// <param name="Same">Whether they show one garment.</param>
/// <param name="Difficulty">What kind of two garments, as <c>near-twin</c>; empty when unknown; means nothing for one garment.</param>
/// <param name="Detail">In what two near-twins differ; empty when unknown.</param>
public readonly record struct PairScore(double Score, bool Same, string Difficulty = "", string Detail = "");

/// <summary>How well a score answers "do both photos show the same garment?", over all pairs and for each difficulty.</summary>
public static class PairMetrics
{
    private static readonly string[] Names = ["auc", "eer", "tar_at_far_1e_2", "tar_at_far_1e_3"];

    /// <summary>Scores pairs. A difficulty is scored by its pairs of two garments against all pairs of one garment.</summary>
    /// <param name="pairs">Pairs of one garment and of two.</param>
    /// <param name="calibration">Threshold and probability, from other pairs; null when there is none.</param>
    /// <exception cref="ArgumentException">One kind of pair is missing.</exception>
    public static PairReport Of(IReadOnlyList<PairScore> pairs, PairCalibration? calibration = null, int seed = 0)
    {
        PairScore[] same = [.. pairs.Where(pair => pair.Same)];
        SortedDictionary<string, PairFigures> Groups(Func<PairScore, string> name) => new(
            pairs.Where(pair => !pair.Same && name(pair).Length > 0).GroupBy(name)
                .ToDictionary(group => group.Key, group => Figures([.. same, .. group], calibration, seed)),
            StringComparer.Ordinal);
        return new PairReport(Figures(pairs, calibration, seed))
        {
            PerDifficulty = Groups(pair => pair.Difficulty),
            PerDetail = Groups(pair => pair.Detail),
            Calibration = calibration,
        };
    }

    /// <summary>The mean over the difficulties of the area under the curve; over all when none is named. Chooses the best epoch.</summary>
    public static double MeanAuc(IReadOnlyList<PairScore> pairs)
    {
        PairScore[] same = [.. pairs.Where(pair => pair.Same)];
        return pairs.Where(pair => !pair.Same).GroupBy(pair => pair.Difficulty)
            .Average(group => Curve([.. same, .. group]).Figures().Auc);
    }

    private static RocCurve Curve(IReadOnlyList<PairScore> pairs) =>
        new([.. pairs.Select(pair => pair.Score)], [.. pairs.Select(pair => pair.Same)]);

    private static PairFigures Figures(IReadOnlyList<PairScore> pairs, PairCalibration? calibration, int seed)
    {
        RocCurve curve = Curve(pairs);
        RocFigures all = curve.Figures();
        Dictionary<string, Interval> intervals = ConfidenceIntervals.Bootstrap(pairs.Count, Names, (counts, values) =>
        {
            // A drawing of few pairs may miss one kind; it says nothing then.
            RocFigures drawn = curve.Figures(counts) ?? all;
            (values[0], values[1], values[2], values[3]) = (drawn.Auc, drawn.EqualErrorRate, drawn.TarAtHundredth, drawn.TarAtThousandth);
        }, seed);
        return new PairFigures(
            pairs.Count(pair => pair.Same), pairs.Count(pair => !pair.Same),
            all.Auc, all.EqualErrorRate, all.TarAtHundredth, all.TarAtThousandth,
            intervals, calibration is null ? null : AtThreshold(pairs, calibration));
    }

    private static ThresholdFigures AtThreshold(IReadOnlyList<PairScore> pairs, PairCalibration calibration)
    {
        double Mean(bool same, Func<double, double> figure) => pairs.Where(pair => pair.Same == same).Average(pair => figure(pair.Score));
        double Accepted(bool same) => Mean(same, score => calibration.IsSame(score) ? 1 : 0);
        double Error(bool same) => Mean(same, score => Math.Pow(calibration.Probability(score) - (same ? 1 : 0), 2));
        return new ThresholdFigures(Accepted(true), Accepted(false), (Error(true) + Error(false)) / 2);
    }
}
