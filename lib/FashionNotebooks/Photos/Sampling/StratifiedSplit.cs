namespace FashionNotebooks.Photos.Sampling;

/// <summary>Indices of photos for training and for validation, ascending; no index is in both.</summary>
public sealed record SplitIndices(int[] Train, int[] Validation);

/// <summary>
/// Splits with the same class mix in every part. With groups (contributors), all photos of a group stay in one part: otherwise the same
/// floor, light and camera are in training and in validation, and the figure flatters.
/// </summary>
public static class StratifiedSplit
{
    /// <exception cref="InputException">A class has fewer than two photos, or one part would be empty.</exception>
    public static SplitIndices Of(
        IReadOnlyList<int> labels, double validation, long seed, IReadOnlyList<string?>? groups = null, IReadOnlyList<string>? names = null)
    {
        if (validation is not (> 0 and < 1))
            throw new InputException($"a validation share of {validation} cannot be used; choose a number between 0 and 1, such as 0.1");
        return Indices(Deal(labels, [1 - validation, validation], seed, groups, names), 1);
    }

    /// <summary>Splits for k-fold cross-validation: each photo is in one validation part.</summary>
    public static SplitIndices[] KFold(
        IReadOnlyList<int> labels, int folds, long seed, IReadOnlyList<string?>? groups = null, IReadOnlyList<string>? names = null)
    {
        if (folds < 2 || folds > labels.Count)
            throw new InputException($"{folds} folds of {labels.Count} pictures cannot be made; choose 2 to {labels.Count}");
        int[] part = Deal(labels, [.. Enumerable.Repeat(1.0 / folds, folds)], seed, groups, names);
        return [.. Enumerable.Range(0, folds).Select(f => Indices(part, f))];
    }

    private static int[] Deal(IReadOnlyList<int> labels, double[] shares, long seed, IReadOnlyList<string?>? groups,
        IReadOnlyList<string>? names)
    {
        int classes = labels.Count == 0 ? 0 : labels.Max() + 1;
        int[] totals = new int[classes];
        foreach (int label in labels)
            totals[label]++;
        if (Array.FindIndex(totals, t => t == 1) is >= 0 and int lonely)
            throw new InputException(
                $"{ClassWeights.NameOf(lonely, names)} has one picture, which cannot be in two parts; add pictures or leave the class out");
        int[][] bundles = Bundles(labels.Count, groups, seed);
        double[][] missing = [.. shares.Select(share => totals.Select(t => t * share).ToArray())]; // [part][class] photos still wanted
        int[] part = new int[labels.Count];
        foreach (int[] bundle in bundles)
        {
            int[] counts = new int[classes];
            foreach (int i in bundle)
                counts[labels[i]]++;
            int chosen = Neediest(missing, counts, totals);
            for (int c = 0; c < classes; c++)
                missing[chosen][c] -= counts[c];
            foreach (int i in bundle)
                part[i] = chosen;
        }
        if (Enumerable.Range(0, shares.Length).FirstOrDefault(p => Array.IndexOf(part, p) < 0, -1) >= 0)
            throw new InputException(
                $"{labels.Count} pictures of {bundles.Length} contributors cannot fill {shares.Length} parts; "
                + "add pictures or use fewer parts");
        return part;
    }

    // The part whose squared shortage, in shares of each class, falls most.
    private static int Neediest(double[][] missing, int[] counts, int[] totals)
    {
        int best = 0;
        double bestGain = double.NegativeInfinity;
        for (int p = 0; p < missing.Length; p++)
        {
            double gain = 0;
            for (int c = 0; c < counts.Length; c++)
            {
                if (counts[c] > 0)
                    gain += ((2 * missing[p][c]) - counts[c]) * counts[c] / ((double)totals[c] * totals[c]);
            }
            if (gain > bestGain + 1e-12)
                (best, bestGain) = (p, gain);
        }
        return best;
    }

    // Large groups first, while every part still has room for them; equal ones in random order.
    private static int[][] Bundles(int count, IReadOnlyList<string?>? groups, long seed)
    {
        int[][] bundles = [.. Enumerable.Range(0, count)
            .GroupBy(i => groups?[i] is string name ? (name, -1) : ("", i))
            .Select(g => g.ToArray())];
        new CounterRandom((ulong)seed, 0).Shuffle<int[]>(bundles);
        return [.. bundles.OrderByDescending(b => b.Length)];
    }

    private static SplitIndices Indices(int[] part, int validation) => new(
        [.. Enumerable.Range(0, part.Length).Where(i => part[i] != validation)],
        [.. Enumerable.Range(0, part.Length).Where(i => part[i] == validation)]);
}
