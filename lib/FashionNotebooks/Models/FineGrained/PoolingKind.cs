namespace FashionNotebooks.Models;

/// <summary>How a <see cref="FineGrainedEncoder"/> sums up its map.</summary>
public enum PoolingKind
{
    /// <summary>The mean of each channel: what is all over the garment.</summary>
    Mean,

    /// <summary>The mean and the largest value of each channel: also what is in one place only, as a logo or a button.</summary>
    MeanAndMax,

    /// <summary>
    /// The mean of each channel in 3×3 cells, and its largest value over the whole map: also where things are, as a hem (He et al.,
    /// "Spatial Pyramid Pooling in Deep Convolutional Networks for Visual Recognition", 2014).
    /// </summary>
    Pyramid,
}
