namespace FashionNotebooks.Evaluation;

/// <summary>
/// Whether two classifiers differ on the same photos (McNemar, "Note on the sampling error of the difference between correlated
/// proportions", 1947). Only photos that one has right and the other wrong count; without a difference each of them is a fair coin.
/// </summary>
/// <param name="OnlyFirst">Photos that only the first has right.</param>
/// <param name="OnlySecond">Photos that only the second has right.</param>
/// <param name="PValue">Probability of a split at least as uneven if the two were equally good: the exact two-sided binomial test.</param>
public sealed record McNemarTest(
    [property: JsonPropertyName("only_first")] int OnlyFirst,
    [property: JsonPropertyName("only_second")] int OnlySecond,
    [property: JsonPropertyName("p")] double PValue)
{
    /// <summary>Compares two classifiers by whether each has each photo right, [n].</summary>
    /// <exception cref="ArgumentException">They have not seen equally many photos.</exception>
    public static McNemarTest Of(IReadOnlyList<bool> first, IReadOnlyList<bool> second)
    {
        if (first.Count != second.Count)
            throw new ArgumentException($"{first.Count} and {second.Count} photos cannot be compared one by one", nameof(second));
        int b = first.Zip(second).Count(pair => pair.First && !pair.Second);
        int c = first.Zip(second).Count(pair => pair.Second && !pair.First);
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
