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
}
