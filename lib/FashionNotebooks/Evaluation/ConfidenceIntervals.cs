namespace FashionNotebooks.Evaluation;

/// <summary>How far a figure of a finite test set may be from the truth, with 95 % confidence.</summary>
public static class ConfidenceIntervals
{
    public const int Resamples = 1000;

    private const double Normal975 = 1.959963984540054;

    /// <summary>Computes figures from how often each element of the test set was drawn.</summary>
    /// <param name="counts">Times each element is in the resample, [n]; they add up to n.</param>
    /// <param name="values">Takes the figures.</param>
    public delegate void Statistic(ReadOnlySpan<int> counts, Span<double> values);

    /// <summary>
    /// The interval of a proportion; unlike the textbook's ± it stays inside [0, 1] and is right at 0 % and 100 %. Wilson, "Probable
    /// inference, the law of succession, and statistical inference", JASA 1927.
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
    /// Percentile bootstrap: draws the test set again with replacement, 1,000 times, and takes the middle 95 % of the figures.
    /// Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 1979.
    /// </summary>
    /// <param name="figures">Names of the figures that <paramref name="statistic"/> computes.</param>
    /// <param name="statistic">The figures of a resample, in that order.</param>
    public static Dictionary<string, Interval> Bootstrap(int size, IReadOnlyList<string> figures, Statistic statistic, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        var random = new Random(seed);
        var counts = new int[size];
        var values = new double[figures.Count];
        double[][] drawn = [.. figures.Select(_ => new double[Resamples])];
        for (int resample = 0; resample < Resamples; resample++)
        {
            Array.Clear(counts);
            for (int i = 0; i < size; i++)
                counts[random.Next(size)]++;
            statistic(counts, values);
            for (int figure = 0; figure < figures.Count; figure++)
                drawn[figure][resample] = values[figure];
        }
        return figures.Zip(drawn.Select(Middle)).ToDictionary();
    }

    private static Interval Middle(double[] drawn)
    {
        Array.Sort(drawn);
        int tail = drawn.Length / 40; // 2.5 %
        return new Interval(drawn[tail], drawn[^(tail + 1)]);
    }
}

/// <summary>A 95 % confidence interval; in JSON the array <c>[low, high]</c>.</summary>
[JsonConverter(typeof(ArrayConverter))]
public readonly record struct Interval(double Low, double High)
{
    private sealed class ArrayConverter : JsonConverter<Interval>
    {
        public override Interval Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<double[]>(ref reader, options) is [var low, var high]
                ? new Interval(low, high)
                : throw new JsonException("an interval is an array of two numbers");

        public override void Write(Utf8JsonWriter writer, Interval value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, (double[])[value.Low, value.High], options);
    }
}

/// <summary>A figure over several runs or folds.</summary>
/// <param name="Sd">The standard deviation of the sample (n − 1); 0 for one run.</param>
/// <param name="Values">Each run's value.</param>
public sealed record Spread(
    [property: JsonPropertyName("mean")] double Mean,
    [property: JsonPropertyName("sd")] double Sd,
    [property: JsonPropertyName("values")] IReadOnlyList<double> Values)
{
    /// <summary>Mean and standard deviation of at least one value.</summary>
    public static Spread Of(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        double sd = values.Count < 2 ? 0 : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
        return new Spread(mean, sd, values);
    }
}
