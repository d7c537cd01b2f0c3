namespace FashionNotebooks.Photos.Folders;

/// <param name="Name">Its name; an empty text when the folder is not split.</param>
/// <param name="Contributors">Different contributors that are known.</param>
/// <param name="LargestContributor">Share of the photos that the busiest known contributor took, 0 to 1.</param>
/// <param name="Bytes">Size of all files.</param>
public sealed record SplitFacts(
    string Name, int Count, IReadOnlyDictionary<string, int> ClassCounts, int Contributors, double LargestContributor, long Bytes);

/// <summary>Two files that show the same photo.</summary>
/// <param name="First">Path below the data folder.</param>
/// <param name="Second">Path below the data folder, ordinally after <paramref name="First"/>.</param>
/// <param name="Similarity">Correlation of their structures where one is laid over the other: 1 for the same bytes, at least 0.98.</param>
/// <param name="SameBytes">True when the files are identical.</param>
/// <param name="AcrossSplits">True when they lie in different splits: a leak.</param>
/// <param name="SameClass">False when one of the labels must be wrong.</param>
public sealed record DuplicatePair(string First, string Second, double Similarity, bool SameBytes, bool AcrossSplits, bool SameClass);

/// <summary>What a data folder holds and what is doubtful about it.</summary>
/// <param name="Root">Absolute path of the folder.</param>
/// <param name="Fingerprint">SHA-256 over the names and contents of all photos.</param>
/// <param name="Classes">Class names.</param>
/// <param name="Sizes">Photos by size, "400x533" → count, the most frequent first.</param>
/// <param name="Duplicates">Pairs of the same photo, the surest first.</param>
/// <param name="SharedContributors">Share of the validation photos whose contributor is also in train; null when that is not known.</param>
/// <param name="Problems">Files that cannot be used.</param>
public sealed record DataReport(
    string Root, string Fingerprint, IReadOnlyList<string> Classes, IReadOnlyList<SplitFacts> Splits,
    IReadOnlyDictionary<string, int> Sizes, IReadOnlyList<DuplicatePair> Duplicates, double? SharedContributors,
    IReadOnlyList<FileProblem> Problems)
{
    public int Count => Splits.Sum(s => s.Count);

    /// <summary>Duplicates that lie in different splits.</summary>
    public IEnumerable<DuplicatePair> Leaks => Duplicates.Where(d => d.AcrossSplits);
}
