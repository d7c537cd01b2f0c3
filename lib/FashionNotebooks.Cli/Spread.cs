namespace FashionNotebooks.Cli;

/// <summary>A figure over several runs.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Sd">The standard deviation of the sample (n − 1); 0 for one run.</param>
/// <param name="Values">Each run's value.</param>
internal sealed record Spread(double Mean, double Sd, IReadOnlyList<double> Values)
{
    public static Spread Of(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        double sd = values.Count < 2 ? 0 : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
        return new Spread(mean, sd, values);
    }
}
