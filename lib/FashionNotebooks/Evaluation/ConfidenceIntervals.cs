namespace FashionNotebooks.Evaluation;

/// <summary>How far a figure of a finite test set may be from the truth, with 95 % confidence.</summary>
public static class ConfidenceIntervals
{
    /// <summary>Resamples of a bootstrap.</summary>
    public const int Resamples = 1000;

    private const double Normal975 = 1.959963984540054;

    /// <summary>Computes figures from how often each item was drawn.</summary>
    /// <param name="counts">Times each item is in the resample, [n]; they add up to n.</param>
    /// <param name="values">Takes the figures.</param>
    public delegate void Statistic(ReadOnlySpan<int> counts, Span<double> values);

    /// <summary>
    /// The interval of a proportion; unlike the textbook's ± it stays inside [0, 1] and is right at 0 % and 100 %.
    /// Wilson, "Probable inference, the law of succession, and statistical inference", JASA 1927.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no trials, or more successes than trials.</exception>
    public static Interval Wilson(int successes, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        double n = trials, p = successes / n, z2 = Normal975 * Normal975;
        double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
        double half = Normal975 / (1 + z2 / n) * Math.Sqrt(p * (1 - p) / n + z2 / (4 * n * n));
        return new Interval(successes == 0 ? 0 : centre - half, successes == trials ? 1 : centre + half);
    }

    /// <summary>
    /// Percentile bootstrap: draws the items again with replacement, 1,000 times, and takes the middle 95 % of the figures.
    /// Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 1979.
    /// </summary>
    /// <param name="items">Items of the test set, at least 1.</param>
    /// <param name="figures">Figures that <paramref name="statistic"/> computes.</param>
    /// <param name="statistic">The figures of a resample.</param>
    /// <param name="seed">Same seed, same intervals.</param>
    public static Interval[] Bootstrap(int items, int figures, Statistic statistic, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(items);
        ArgumentNullException.ThrowIfNull(statistic);
        var random = new Random(seed);
        var counts = new int[items];
        var values = new double[figures];
        double[][] drawn = [.. Enumerable.Range(0, figures).Select(_ => new double[Resamples])];
        for (int resample = 0; resample < Resamples; resample++)
        {
            Array.Clear(counts);
            for (int i = 0; i < items; i++)
                counts[random.Next(items)]++;
            statistic(counts, values);
            for (int figure = 0; figure < figures; figure++)
                drawn[figure][resample] = values[figure];
        }
        return [.. drawn.Select(Middle)];
    }

    private static Interval Middle(double[] drawn)
    {
        Array.Sort(drawn);
        int tail = drawn.Length / 40; // 2.5 %
        return new Interval(drawn[tail], drawn[^(tail + 1)]);
    }
}
