namespace FashionNotebooks.Photos.Sampling;

/// <summary>Indices of pictures for training and for validation; no index is in both.</summary>
/// <param name="Train">Ascending.</param>
/// <param name="Validation">Ascending.</param>
public sealed record SplitIndices(int[] Train, int[] Validation);
