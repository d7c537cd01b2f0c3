namespace FashionNotebooks.Models;

/// <summary>How a <see cref="FineGrainedEncoder"/> sums up its map.</summary>
public enum PoolingKind
{
    /// <summary>The mean of each channel: what is all over the garment.</summary>
    Mean,

    /// <summary>The mean and the largest value of each channel: also what is in one place only, as a logo or a button.</summary>
    MeanAndMax,
}
