namespace FashionNotebooks.Data;

/// <summary>Two files that show the same picture.</summary>
/// <param name="First">Path below the data folder.</param>
/// <param name="Second">Path below the data folder, ordinally after <paramref name="First"/>.</param>
/// <param name="Distance">Mean difference of their 16 x 16 thumbnails in grey levels; 0 when even the bytes are the same.</param>
/// <param name="SameBytes">True when the files are identical.</param>
/// <param name="AcrossSplits">True when they lie in different splits: a leak.</param>
/// <param name="SameClass">False when one of the labels must be wrong.</param>
public sealed record DuplicatePair(string First, string Second, double Distance, bool SameBytes, bool AcrossSplits, bool SameClass);
