namespace FashionNotebooks.Photos.Sampling;

/// <summary>Weights that make rare classes count as much as frequent ones in a loss.</summary>
public static class ClassWeights
{
    /// <summary>n / (classes x count of the class): scikit-learn's "balanced", and the reference's.</summary>
    /// <exception cref="InputException">A class has no photo.</exception>
    public static float[] Balanced(IReadOnlyList<int> labels, int classes, IReadOnlyList<string>? names = null)
    {
        int[] counts = new int[classes];
        foreach (int label in labels)
            counts[label]++;
        if (Array.IndexOf(counts, 0) is >= 0 and int empty)
            throw new InputException(
                $"{NameOf(empty, names)} has no picture, so it cannot be weighted; add pictures or leave the class out");
        return [.. counts.Select(c => (float)((double)labels.Count / ((double)classes * c)))];
    }

    /// <summary>How an error names a class: by its name when that is known.</summary>
    internal static string NameOf(int label, IReadOnlyList<string>? names) =>
        names is not null && label < names.Count ? $"class '{names[label]}'" : $"class number {label}";
}
