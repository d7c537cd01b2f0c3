namespace FashionNotebooks.Models;

/// <summary>A small MobileNetV2 with <see cref="DepthwiseBackbone"/>: 149,959 parameters with 7 classes.</summary>
public sealed class SmallDepthwiseNet : ImageClassifier
{
    /// <summary>Makes the classifier with random weights.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <param name="dropout">Share of the pooled features that training drops.</param>
    public SmallDepthwiseNet(int classes, double dropout = 0.1)
        : base(Architectures.SmallDepthwise, new DepthwiseBackbone(), classes, dropout, unitEmbedding: true)
    {
    }
}
