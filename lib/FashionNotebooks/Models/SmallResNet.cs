namespace FashionNotebooks.Models;

/// <summary>A small residual net with <see cref="ResidualBackbone"/>: 407,167 parameters with 7 classes.</summary>
public sealed class SmallResNet : ImageClassifier
{
    /// <summary>Makes the classifier with random weights.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <param name="dropout">Share of the pooled features that training drops.</param>
    public SmallResNet(int classes, double dropout = 0.1)
        : base(Architectures.SmallRes, new ResidualBackbone(), classes, dropout, unitEmbedding: true)
    {
    }
}
