namespace FashionNotebooks.Training;

/// <summary>The losses over embeddings that <c>--loss</c> can name.</summary>
public enum MetricLoss
{
    /// <summary>The positive nearer than the negative, by a margin.</summary>
    Triplet,

    /// <summary>One class together, others at least a margin apart.</summary>
    Contrastive,

    /// <summary><see cref="SupervisedContrastiveLoss"/>.</summary>
    SupCon,
}
