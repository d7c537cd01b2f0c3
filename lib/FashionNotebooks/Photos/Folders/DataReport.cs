namespace FashionNotebooks.Photos.Folders;

/// <summary>What a data folder holds and what is doubtful about it.</summary>
/// <param name="Root">Absolute path of the folder.</param>
/// <param name="Fingerprint">SHA-256 over all relative names and contents: two folders with the same pictures have the same one.</param>
/// <param name="Classes">Class names.</param>
/// <param name="Splits">Each split in numbers.</param>
/// <param name="Sizes">Pictures by size, "400x533" → count, the most frequent first.</param>
/// <param name="Duplicates">Pairs of the same picture, the surest first.</param>
/// <param name="SharedContributors">Share of the validation pictures whose contributor is also in train; null when that is not known.</param>
/// <param name="Problems">Files that cannot be used.</param>
public sealed record DataReport(
    string Root, string Fingerprint, IReadOnlyList<string> Classes, IReadOnlyList<SplitFacts> Splits, IReadOnlyDictionary<string, int> Sizes,
    IReadOnlyList<DuplicatePair> Duplicates, double? SharedContributors, IReadOnlyList<FileProblem> Problems)
{
    /// <summary>Pictures in all splits.</summary>
    public int Count => Splits.Sum(s => s.Count);

    /// <summary>Duplicates that lie in different splits.</summary>
    public IEnumerable<DuplicatePair> Leaks => Duplicates.Where(d => d.AcrossSplits);
}
