using FashionNotebooks.Engine;
using FashionNotebooks.Photos;
using TorchSharp;

namespace FashionNotebooks.Models;

/// <summary>The classifiers by name, for <c>--arch</c> and for reading a checkpoint.</summary>
public static class Architectures
{
    /// <summary>The reference's net with its dense 3×3 layers.</summary>
    public const string MobileNetLike = "mobilenet-like";

    /// <summary>The reference's net with truly depthwise layers.</summary>
    public const string MobileNetLikeDepthwise = "mobilenet-like-dw";

    /// <summary>The small residual net: the best here from random weights.</summary>
    public const string SmallRes = "small-res";

    /// <summary>The small MobileNetV2: the fewest parameters for its quality.</summary>
    public const string SmallDepthwise = "small-dw";

    /// <summary>MobileNetV1 at a quarter of the width, for weights of Keras.</summary>
    public const string MobileNetV1Quarter = "mobilenet_v1_025";

    /// <summary>MobileNetV2, for weights of torchvision.</summary>
    public const string MobileNetV2 = "mobilenet_v2";

    /// <summary>ResNet18, for weights of torchvision.</summary>
    public const string ResNet18 = "resnet18";

    /// <summary>ResNet18 with a third block in its last stage, for the weights that ML.NET's package ships.</summary>
    public const string ResNet18MlNet = "resnet18_mlnet";

    /// <summary>ResNet50, for weights of torchvision.</summary>
    public const string ResNet50 = "resnet50";

    /// <summary>EfficientNet-B0, for weights of torchvision.</summary>
    public const string EfficientNetB0 = "efficientnet_b0";

    private static readonly Dictionary<string, Architecture> Known = new(StringComparer.Ordinal)
    {
        [MobileNetLike] = Architecture.Own(classes => new MobileNetLikeClassifier(classes)),
        [MobileNetLikeDepthwise] = Architecture.Own(classes => new MobileNetLikeClassifier(classes, depthwise: true)),
        [SmallRes] = Architecture.Own(classes => new SmallResNet(classes)),
        [SmallDepthwise] = Architecture.Own(classes => new SmallDepthwiseNet(classes)),
        [MobileNetV1Quarter] = new("conv_preds.", new Preprocessing(128), PretrainedClassifier.MobileNetV1),
        [MobileNetV2] = Architecture.Torchvision("classifier.", PretrainedClassifier.MobileNetV2),
        [ResNet18] = Architecture.Torchvision("fc.", PretrainedClassifier.ResNet18),
        [ResNet18MlNet] = Architecture.Torchvision("fc.", PretrainedClassifier.ResNet18MlNet),
        [ResNet50] = Architecture.Torchvision("fc.", PretrainedClassifier.ResNet50),
        [EfficientNetB0] = Architecture.Torchvision("classifier.", PretrainedClassifier.EfficientNetB0),
    };

    /// <summary>Every name that <see cref="Create"/> accepts.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>Makes a classifier with random weights.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <exception cref="InputException">The name is unknown or there are too few classes.</exception>
    public static ImageClassifier Create(string name, int classes)
    {
        Architecture architecture = Find(name);
        if (classes < 2)
            throw new InputException($"a classifier needs at least 2 classes, got {classes}; add class folders or name more of them");
        return architecture.Make(classes).to(ComputeDevice.Current);
    }

    /// <summary>The rule that published weights of an architecture were trained by; the course's for the course's own nets.</summary>
    /// <exception cref="InputException">The name is unknown.</exception>
    public static Preprocessing PreprocessingOf(string name) => Find(name).Preprocessing;

    /// <summary>Whether others publish weights for an architecture.</summary>
    /// <exception cref="InputException">The name is unknown.</exception>
    public static bool HasPublishedWeights(string name) => Find(name).HeadPrefix != Architecture.PlainHead;

    /// <exception cref="InputException">The name is unknown.</exception>
    internal static Architecture Find(string name) => Known.TryGetValue(name, out Architecture? architecture)
        ? architecture
        : throw new InputException($"unknown architecture '{name}'; choose one of {string.Join(", ", Names)}");
}
