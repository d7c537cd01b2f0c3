namespace FashionNotebooks.Evaluation;

/// <summary>
/// What every threshold does to the question "the same or not?": sorted once, so that the figures of a resample cost one pass. A pair is
/// accepted when its score reaches the threshold.
/// </summary>
public sealed class RocCurve
{
    private readonly double[] scores; // falling
    private readonly bool[] same;
    private readonly int[] order;

    /// <summary>Sorts the pairs.</summary>
    /// <param name="scores">Likeness of each pair, larger is more alike; finite.</param>
    /// <param name="same">Whether the pair is of one garment.</param>
    /// <exception cref="ArgumentException">The lengths differ, a score is not finite, or one kind of pair is missing.</exception>
    public RocCurve(IReadOnlyList<double> scores, IReadOnlyList<bool> same)
    {
        if (scores.Count != same.Count)
            throw new ArgumentException($"there are {scores.Count} scores for {same.Count} pairs", nameof(same));
        if (!scores.All(double.IsFinite))
            throw new ArgumentException("a score is not finite", nameof(scores));
        if (!same.Contains(true) || !same.Contains(false))
            throw new ArgumentException("pairs of one garment and pairs of two garments are both needed", nameof(same));
        order = [.. Enumerable.Range(0, scores.Count).OrderByDescending(i => scores[i])];
        this.scores = [.. order.Select(i => scores[i])];
        this.same = [.. order.Select(i => same[i])];
    }

    /// <summary>Number of pairs.</summary>
    public int Count => scores.Length;

    public RocFigures Figures() => Figures([.. Enumerable.Repeat(1, Count)])!.Value;

    /// <summary>The figures when each pair counts as often as it says; null when one kind of pair is then missing.</summary>
    /// <param name="counts">How often each pair counts, in the order of the constructor's lists.</param>
    public RocFigures? Figures(ReadOnlySpan<int> counts)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, Count, nameof(counts));
        double positives = 0, negatives = 0;
        for (int i = 0; i < Count; i++)
            (same[i] ? ref positives : ref negatives) += counts[order[i]];
        if (positives == 0 || negatives == 0)
            return null;
        double accepted = 0, falsely = 0, area = 0, equalError = -1, atHundredth = 0, atThousandth = 0;
        for (int i = 0; i < Count;)
        {
            double right = 0, wrong = 0;
            for (double score = scores[i]; i < Count && scores[i] == score; i++) // equal scores are accepted together
                (same[i] ? ref right : ref wrong) += counts[order[i]];
            area += wrong * (accepted + (right / 2));
            double before = 1 - (accepted / positives) - (falsely / negatives); // false rejects less false accepts
            (accepted, falsely) = (accepted + right, falsely + wrong);
            double after = 1 - (accepted / positives) - (falsely / negatives);
            if (equalError < 0 && after <= 0)
                equalError = (falsely - wrong + (wrong * before / (before - after))) / negatives;
            if (falsely <= 0.01 * negatives)
                atHundredth = accepted / positives;
            if (falsely <= 0.001 * negatives)
                atThousandth = accepted / positives;
        }
        return new RocFigures(area / (positives * negatives), equalError, atHundredth, atThousandth);
    }

    /// <summary>
    /// The threshold with the largest difference between the shares of right and of false accepts (Youden, "Index for rating diagnostic
    /// tests", 1950), in the middle between two scores; of equal ones the lowest.
    /// </summary>
    public double BestThreshold()
    {
        double positives = same.Count(value => value), negatives = Count - positives;
        double right = 0, wrong = 0, best = double.NegativeInfinity, threshold = scores[0];
        for (int i = 0; i < Count; i++)
        {
            (same[i] ? ref right : ref wrong)++;
            if (i + 1 < Count && scores[i + 1] == scores[i])
                continue;
            double gain = (right / positives) - (wrong / negatives);
            if (gain >= best)
                (best, threshold) = (gain, i + 1 < Count ? (scores[i] + scores[i + 1]) / 2 : scores[i]);
        }
        return threshold;
    }
}

/// <summary>How well a score tells pairs of one garment from pairs of two; fractions 0–1.</summary>
/// <param name="Auc">Chance that a pair of one garment scores higher than a pair of two; equal scores count half. 0.5 is guessing.</param>
/// <param name="EqualErrorRate">The share of errors where it is the same for both kinds, on the line between two thresholds.</param>
/// <param name="TarAtHundredth">Share of the pairs of one garment that are accepted when at most 1 % of the others are.</param>
/// <param name="TarAtThousandth">The same at 0.1 %; with fewer than 1,000 others none of them may be accepted.</param>
public readonly record struct RocFigures(double Auc, double EqualErrorRate, double TarAtHundredth, double TarAtThousandth);
