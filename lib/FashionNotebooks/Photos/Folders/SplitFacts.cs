namespace FashionNotebooks.Photos.Folders;

/// <summary>One split in numbers.</summary>
/// <param name="Name">Its name; an empty text when the folder is not split.</param>
/// <param name="Count">Pictures.</param>
/// <param name="ClassCounts">Pictures of each class.</param>
/// <param name="Contributors">Different contributors that are known.</param>
/// <param name="LargestContributor">Share of the pictures that the busiest known contributor took, 0 to 1.</param>
/// <param name="Bytes">Size of all files.</param>
public sealed record SplitFacts(
    string Name, int Count, IReadOnlyDictionary<string, int> ClassCounts, int Contributors, double LargestContributor, long Bytes);
