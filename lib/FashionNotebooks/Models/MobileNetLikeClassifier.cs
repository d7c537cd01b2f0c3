namespace FashionNotebooks.Models;

/// <summary>
/// The reference's classifier: <see cref="MobileNetBackbone"/>, global average pooling, one linear layer. 429,399 parameters with 7
/// classes.
/// </summary>
/// <param name="depthwise">True: truly depthwise blocks (33,039 parameters with 7 classes); false: the reference's dense blocks.</param>
public sealed class MobileNetLikeClassifier(int classes, bool depthwise = false) : ImageClassifier(
    depthwise ? Architectures.MobileNetLikeDepthwise : Architectures.MobileNetLike, new MobileNetBackbone(depthwise), classes,
    unitEmbedding: false);
