using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>What classifier and Siamese encoder share: pictures in, a map of features out.</summary>
public abstract class Backbone : nn.Module<Tensor, Tensor>, IFoldable
{
    /// <summary>Names the module.</summary>
    protected Backbone(string name)
        : base(name)
    {
    }

    /// <summary>Channels of the feature map, and so the length of an embedding.</summary>
    public abstract int FeatureSize { get; }

    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Folded(bool prepack) => FoldedBackbone(prepack);

    /// <summary>The folded copy, as a backbone of the same kind.</summary>
    public abstract Backbone FoldedBackbone(bool prepack);

    /// <summary>
    /// Global average pooling: <c>[N, D, h, w]</c> → <c>[N, D]</c>. A bfloat16 map is averaged in float32, through a window as large
    /// as itself: that has the gradient in the map's layout, which adaptive pooling has not, and saves a copy.
    /// </summary>
    internal static Tensor Pool(Tensor map)
    {
        using var scope = NewDisposeScope();
        Tensor pooled = map.dtype == ScalarType.BFloat16
            ? nn.functional.avg_pool2d(map.to(ScalarType.Float32), (map.shape[2], map.shape[3]))
            : nn.functional.adaptive_avg_pool2d(map, 1); // [N, D, 1, 1]
        return pooled.flatten(1).MoveToOuterDisposeScope();
    }
}
