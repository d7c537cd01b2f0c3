namespace FashionNotebooks.Models;

/// <summary>The reference's classifier: <see cref="MobileNetBackbone"/>, global average pooling, one linear layer. 429,399 parameters with 7 classes.</summary>
public sealed class MobileNetLikeClassifier : ImageClassifier
{
    /// <summary>Makes the classifier with random weights.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <param name="depthwise">True: truly depthwise blocks (33,039 parameters with 7 classes); false: the reference's dense blocks.</param>
    public MobileNetLikeClassifier(int classes, bool depthwise = false)
        : base(depthwise ? Architectures.MobileNetLikeDepthwise : Architectures.MobileNetLike, new MobileNetBackbone(depthwise), classes, dropout: 0, unitEmbedding: false)
    {
    }
}
