namespace FashionNotebooks.Evaluation;

/// <summary>
/// From a score to an answer: the threshold from which two photos count as one garment, and the probability that they are, for someone
/// who holds both answers for equally likely. Probability = 1 / (1 + exp(-(slope · score + intercept)))
/// (Platt, "Probabilistic Outputs for Support Vector Machines", 1999).
/// </summary>
/// <param name="Threshold">The lowest score that counts as the same garment.</param>
/// <param name="Slope">Factor of the score.</param>
/// <param name="Intercept">What is added.</param>
public sealed record PairCalibration(double Threshold, double Slope, double Intercept)
{
    private const string ThresholdKey = "pair_threshold", SlopeKey = "pair_slope", InterceptKey = "pair_intercept";
    private const int MostSteps = 100;
    private const double AlmostEqual = 0.9995; // the same photo, saved again

    /// <summary>The probability that a pair is of one garment, in (0, 1).</summary>
    public double Probability(double score) => Logistic((Slope * score) + Intercept);

    /// <summary>Whether a score counts as the same garment.</summary>
    public bool IsSame(double score) => score >= Threshold;

    /// <summary>
    /// The score from which two photos of a catalogue are rather duplicates than not. Of all pairs of n photos about one in n is of one
    /// item, so the evidence has to outweigh odds of n to 1; at even odds a large catalogue would drown in false alarms.
    /// </summary>
    public double CatalogueThreshold(int photos)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(photos);
        double score = Slope > 0 ? (Math.Log(photos) - Intercept) / Slope : Threshold;
        return Math.Clamp(score, Math.Min(Threshold, AlmostEqual), AlmostEqual);
    }

    /// <summary>Fits to pairs whose answer is known: those of validation, never those that are scored afterwards.</summary>
    /// <param name="scores">Likeness of each pair.</param>
    /// <param name="same">Whether the pair is of one garment; both kinds must be there.</param>
    public static PairCalibration Fit(IReadOnlyList<double> scores, IReadOnlyList<bool> same)
    {
        double threshold = new RocCurve(scores, same).BestThreshold();
        double positives = same.Count(value => value), negatives = same.Count - positives;
        // Platt's targets: not quite 1 and 0, so that the fit stays finite when a threshold separates all pairs.
        double one = (positives + 1) / (positives + 2), zero = 1 / (negatives + 2);
        Point[] points = [.. scores.Zip(same, (score, isSame) =>
            isSame ? new Point(score, one, 0.5 / positives) : new Point(score, zero, 0.5 / negatives))];
        double slope = 0, intercept = 0, loss = Loss(points, slope, intercept);
        for (int step = 0; step < MostSteps; step++)
        {
            (double down, double across) = NewtonStep(points, slope, intercept);
            double length = 1, next = Loss(points, slope - down, intercept - across);
            while (next > loss && length > 1e-10)
            {
                length /= 2;
                next = Loss(points, slope - (length * down), intercept - (length * across));
            }
            if (!(loss - next > 1e-14))
                break;
            (slope, intercept, loss) = (slope - (length * down), intercept - (length * across), next);
        }
        return new PairCalibration(threshold, slope, intercept);
    }

    /// <summary>The three numbers by name, for a checkpoint's metrics.</summary>
    public IReadOnlyDictionary<string, double> ToMetrics() =>
        new Dictionary<string, double> { [ThresholdKey] = Threshold, [SlopeKey] = Slope, [InterceptKey] = Intercept };

    /// <summary>Reads them back; null where a model was not trained to compare photos.</summary>
    public static PairCalibration? FromMetrics(IReadOnlyDictionary<string, double> metrics) =>
        metrics.TryGetValue(ThresholdKey, out double threshold) && metrics.TryGetValue(SlopeKey, out double slope)
            && metrics.TryGetValue(InterceptKey, out double intercept)
            ? new PairCalibration(threshold, slope, intercept)
            : null;

    private static double Logistic(double value) => value >= 0 ? 1 / (1 + Math.Exp(-value)) : Math.Exp(value) / (1 + Math.Exp(value));

    // Cross-entropy, in the form that does not overflow.
    private static double Loss(Point[] points, double slope, double intercept)
    {
        double sum = 0;
        foreach (var (score, target, weight) in points)
        {
            double value = (slope * score) + intercept;
            sum += weight * (Math.Max(value, 0) - (target * value) + Math.Log(1 + Math.Exp(-Math.Abs(value))));
        }
        return sum;
    }

    // The gradient through the inverse of the matrix of second derivatives, which a little on its diagonal keeps regular.
    private static (double Slope, double Intercept) NewtonStep(Point[] points, double slope, double intercept)
    {
        double g1 = 0, g2 = 0, h11 = 1e-9, h12 = 0, h22 = 1e-9;
        foreach (var (score, target, weight) in points)
        {
            double p = Logistic((slope * score) + intercept), error = weight * (p - target), bend = weight * p * (1 - p);
            (g1, g2) = (g1 + (error * score), g2 + error);
            (h11, h12, h22) = (h11 + (bend * score * score), h12 + (bend * score), h22 + bend);
        }
        double determinant = (h11 * h22) - (h12 * h12);
        return (((h22 * g1) - (h12 * g2)) / determinant, ((h11 * g2) - (h12 * g1)) / determinant);
    }

    private readonly record struct Point(double Score, double Target, double Weight);
}
