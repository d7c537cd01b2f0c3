namespace FashionNotebooks.Photos;

/// <summary>How bytes become the numbers a model reads.</summary>
public enum NormalizationKind
{
    /// <summary>[0, 255] to [-1, 1]: the course's rule (mean 0.5, deviation 0.5).</summary>
    Half,

    /// <summary>Mean and deviation of ImageNet per channel: what most pretrained weights expect.</summary>
    ImageNet,
}
