using FashionNotebooks.Native;
using TorchSharp;

namespace FashionNotebooks.Models;

/// <summary>The classifiers by name, for <c>--arch</c> and for reading a checkpoint.</summary>
public static class Architectures
{
    /// <summary>The reference's net with its dense 3×3 layers.</summary>
    public const string MobileNetLike = "mobilenet-like";

    /// <summary>The reference's net with truly depthwise layers.</summary>
    public const string MobileNetLikeDepthwise = "mobilenet-like-dw";

    /// <summary>The small residual net: the best here.</summary>
    public const string SmallRes = "small-res";

    /// <summary>The small MobileNetV2: the fewest parameters for its quality.</summary>
    public const string SmallDepthwise = "small-dw";

    private static readonly Dictionary<string, Func<int, ImageClassifier>> Known = new(StringComparer.Ordinal)
    {
        [MobileNetLike] = classes => new MobileNetLikeClassifier(classes),
        [MobileNetLikeDepthwise] = classes => new MobileNetLikeClassifier(classes, depthwise: true),
        [SmallRes] = classes => new SmallResNet(classes),
        [SmallDepthwise] = classes => new SmallDepthwiseNet(classes),
    };

    /// <summary>Every name that <see cref="Create"/> accepts.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>Makes a classifier with random weights.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <exception cref="InputException">The name is unknown or there are too few classes.</exception>
    public static ImageClassifier Create(string name, int classes)
    {
        if (!Known.TryGetValue(name, out var create))
            throw new InputException($"unknown architecture '{name}'; choose one of {string.Join(", ", Names)}");
        if (classes < 2)
            throw new InputException($"a classifier needs at least 2 classes, got {classes}; add class folders or name more with --classes");
        return create(classes).to(ComputeDevice.Current);
    }
}
