using FashionNotebooks.Models.Backbones;

namespace FashionNotebooks.Models;

/// <summary>The classifiers by name, to make one and to read a checkpoint.</summary>
public static class Architectures
{
    /// <summary>The reference's net with its dense 3×3 layers.</summary>
    public const string MobileNetLike = "mobilenet-like";

    /// <summary>The reference's net with truly depthwise layers.</summary>
    public const string MobileNetLikeDepthwise = "mobilenet-like-dw";

    /// <summary>The small residual net, the best here from random weights: 407,167 parameters with 7 classes.</summary>
    public const string SmallRes = "small-res";

    /// <summary>The small MobileNetV2, the fewest parameters for its quality: 149,959 with 7 classes.</summary>
    public const string SmallDepthwise = "small-dw";

    /// <summary>MobileNetV1 at a quarter of the width, for weights of Keras.</summary>
    public const string MobileNetV1Quarter = "mobilenet_v1_025";

    /// <summary>MobileNetV2, for weights of torchvision: 3,504,872 parameters with 1000 classes.</summary>
    public const string MobileNetV2 = "mobilenet_v2";

    /// <summary>ResNet18, for weights of torchvision: 11,689,512 parameters with 1000 classes.</summary>
    public const string ResNet18 = "resnet18";

    /// <summary>
    /// ResNet18 with a third block in its last stage, for the weights that ML.NET's package ships: 16,410,152 parameters.
    /// </summary>
    public const string ResNet18MlNet = "resnet18_mlnet";

    /// <summary>ResNet50, for weights of torchvision: 25,557,032 parameters with 1000 classes.</summary>
    public const string ResNet50 = "resnet50";

    /// <summary>EfficientNet-B0, for weights of torchvision: 5,288,548 parameters with 1000 classes.</summary>
    public const string EfficientNetB0 = "efficientnet_b0";

    private const string PlainHead = "head.";
    private const double SmallDropout = 0.1;
    private static readonly Preprocessing ImageNet = new(224, Normalize: NormalizationKind.ImageNet);

    // The rule is that of the published weights, the head how its tensors' names begin.
    private static readonly Dictionary<string, (string Head, Preprocessing Rule, Func<int, ImageClassifier> Make)> Known = new(
        StringComparer.Ordinal)
    {
        [MobileNetLike] = (PlainHead, Preprocessing.Course, classes => new MobileNetLikeClassifier(classes)),
        [MobileNetLikeDepthwise] = (PlainHead, Preprocessing.Course, classes => new MobileNetLikeClassifier(classes, depthwise: true)),
        [SmallRes] = (PlainHead, Preprocessing.Course, classes => new(SmallRes, SmallBackbones.Residual(), classes, SmallDropout)),
        [SmallDepthwise] = (PlainHead, Preprocessing.Course, classes =>
            new(SmallDepthwise, SmallBackbones.Depthwise(), classes, SmallDropout)),
        [MobileNetV1Quarter] = ("conv_preds.", new Preprocessing(128), Pretrained.MobileNetV1),
        [MobileNetV2] = ("classifier.", ImageNet, classes =>
            Pretrained.WithDropout(MobileNetV2, Backbones.MobileNetV2.Make(), classes)),
        [ResNet18] = ("fc.", ImageNet, classes => Pretrained.ResNet(ResNet18, [2, 2, 2, 2], bottleneck: false, classes)),
        [ResNet18MlNet] = ("fc.", ImageNet, classes => Pretrained.ResNet(ResNet18MlNet, [2, 2, 2, 3], bottleneck: false, classes)),
        [ResNet50] = ("fc.", ImageNet, classes => Pretrained.ResNet(ResNet50, [3, 4, 6, 3], bottleneck: true, classes)),
        [EfficientNetB0] = ("classifier.", ImageNet, classes =>
            Pretrained.WithDropout(EfficientNetB0, Backbones.EfficientNetB0.Make(), classes)),
    };

    /// <summary>Every name that <see cref="Create"/> accepts.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>Makes a classifier with random weights.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <exception cref="InputException">The name is unknown or there are too few classes.</exception>
    public static ImageClassifier Create(string name, int classes)
    {
        var make = Find(name).Make;
        if (classes < 2)
            throw new InputException($"a classifier needs at least 2 classes, got {classes}; add class folders or name more of them");
        return make(classes).to(ComputeDevice.Current);
    }

    /// <summary>The rule that published weights of an architecture were trained by; the course's for the course's own nets.</summary>
    /// <exception cref="InputException">The name is unknown.</exception>
    public static Preprocessing PreprocessingOf(string name) => Find(name).Rule;

    /// <summary>Whether others publish weights for an architecture.</summary>
    /// <exception cref="InputException">The name is unknown.</exception>
    public static bool HasPublishedWeights(string name) => HeadPrefixOf(name) != PlainHead;

    /// <summary>How the names of the head's tensors begin in the state dict.</summary>
    internal static string HeadPrefixOf(string name) => Find(name).Head;

    private static (string Head, Preprocessing Rule, Func<int, ImageClassifier> Make) Find(string name) =>
        Known.TryGetValue(name, out var known)
            ? known
            : throw new InputException($"unknown architecture '{name}'; choose one of {string.Join(", ", Names)}");
}
