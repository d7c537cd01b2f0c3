using System.Text.Json.Serialization;

namespace FashionNotebooks.Evaluation;

/// <summary>A figure over several runs or folds.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Sd">The standard deviation of the sample (n − 1); 0 for one run.</param>
/// <param name="Values">Each run's value.</param>
public sealed record Spread(
    [property: JsonPropertyName("mean")] double Mean,
    [property: JsonPropertyName("sd")] double Sd,
    [property: JsonPropertyName("values")] IReadOnlyList<double> Values)
{
    /// <summary>Mean and standard deviation of values.</summary>
    /// <param name="values">At least one.</param>
    public static Spread Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double mean = values.Average();
        double sd = values.Count < 2 ? 0 : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
        return new Spread(mean, sd, values);
    }
}
