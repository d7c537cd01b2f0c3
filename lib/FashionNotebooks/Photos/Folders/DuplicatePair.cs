namespace FashionNotebooks.Photos.Folders;

/// <summary>Two files that show the same picture.</summary>
/// <param name="First">Path below the data folder.</param>
/// <param name="Second">Path below the data folder, ordinally after <paramref name="First"/>.</param>
/// <param name="Similarity">Correlation of their fine structure: 1 for the same picture, below 0.91 for pictures of two things.</param>
/// <param name="SameBytes">True when the files are identical.</param>
/// <param name="AcrossSplits">True when they lie in different splits: a leak.</param>
/// <param name="SameClass">False when one of the labels must be wrong.</param>
public sealed record DuplicatePair(string First, string Second, double Similarity, bool SameBytes, bool AcrossSplits, bool SameClass);
