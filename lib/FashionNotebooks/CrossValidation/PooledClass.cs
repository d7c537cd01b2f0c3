using System.Text.Json.Serialization;

namespace FashionNotebooks.CrossValidation;

/// <summary>How well one class is recognised over all folds; fractions.</summary>
/// <param name="Support">Pictures of the class.</param>
/// <param name="Precision">Share of the pictures called so that are so.</param>
/// <param name="Recall">Share of the pictures of the class that are called so.</param>
/// <param name="F1">Harmonic mean of both.</param>
public sealed record PooledClass(
    [property: JsonPropertyName("support")] int Support,
    [property: JsonPropertyName("precision")] double Precision,
    [property: JsonPropertyName("recall")] double Recall,
    [property: JsonPropertyName("f1")] double F1)
{
    internal static PooledClass Of(int[][] confusion, int label)
    {
        int support = confusion[label].Sum(), called = confusion.Sum(row => row[label]), hits = confusion[label][label];
        return new PooledClass(support, Share(hits, called), Share(hits, support), Share(2 * hits, support + called));
    }

    private static double Share(int part, int all) => all == 0 ? 0 : (double)part / all;
}
