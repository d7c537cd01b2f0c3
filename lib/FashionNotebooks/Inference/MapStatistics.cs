namespace FashionNotebooks.Inference;

/// <summary>What the numbers of a map are, measured on pictures.</summary>
/// <param name="Range">Between which numbers they lie.</param>
/// <param name="Means">The mean of each channel.</param>
internal sealed record MapStatistics(ValueRange Range, float[] Means);
