using System.Text.Json.Serialization;

namespace FashionNotebooks.Evaluation;

/// <summary>
/// Whether two classifiers differ on the same pictures (McNemar, "Note on the sampling error of the difference between correlated
/// proportions", 1947). Only pictures that one has right and the other wrong count; without a difference each of them is a fair coin.
/// </summary>
/// <param name="OnlyFirst">Pictures that only the first has right.</param>
/// <param name="OnlySecond">Pictures that only the second has right.</param>
/// <param name="PValue">Probability of a split at least as uneven if the two were equally good: the exact two-sided binomial test.</param>
public sealed record McNemarTest(
    [property: JsonPropertyName("only_first")] int OnlyFirst,
    [property: JsonPropertyName("only_second")] int OnlySecond,
    [property: JsonPropertyName("p")] double PValue)
{
    /// <summary>Compares two classifiers.</summary>
    /// <param name="first">Whether the first has each picture right, [n].</param>
    /// <param name="second">The same of the second.</param>
    /// <exception cref="ArgumentException">They have not seen equally many pictures.</exception>
    public static McNemarTest Of(IReadOnlyList<bool> first, IReadOnlyList<bool> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count)
            throw new ArgumentException($"{first.Count} and {second.Count} pictures cannot be compared one by one", nameof(second));
        int b = 0, c = 0;
        for (int i = 0; i < first.Count; i++)
        {
            b += first[i] && !second[i] ? 1 : 0;
            c += second[i] && !first[i] ? 1 : 0;
        }
        return new McNemarTest(b, c, TwoSided(Math.Min(b, c), b + c));
    }

    // Twice P(X ≤ few) for X from n fair coins; the terms are summed as logarithms, so that large n do not underflow.
    private static double TwoSided(int few, int n)
    {
        double term = -n * Math.Log(2), sum = Math.Exp(term);
        for (int k = 1; k <= few; k++)
        {
            term += Math.Log((double)(n - k + 1) / k);
            sum += Math.Exp(term);
        }
        return Math.Min(1, 2 * sum);
    }
}
