namespace FashionNotebooks.Photos;

/// <summary>How far the decoding of a folder is.</summary>
/// <param name="Done">Pictures decoded.</param>
/// <param name="Total">Pictures there are.</param>
public readonly record struct LoadProgress(int Done, int Total);
