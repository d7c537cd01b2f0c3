using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>The form of a <see cref="ChainBackbone"/> for inference: its layers with batch norm folded.</summary>
internal sealed class FoldedChain : Backbone
{
    private readonly Sequential chain;

    internal FoldedChain(Sequential chain, int featureSize)
        : base(nameof(FoldedChain))
    {
        this.chain = chain;
        FeatureSize = featureSize;
        RegisterComponents();
    }

    public override int FeatureSize { get; }

    public override Tensor forward(Tensor input) => chain.call(input);

    private protected override LayerPlan Parts => new(chain);

    public override Backbone FoldedBackbone(bool prepack) => new FoldedChain(Folding.Fold(chain, prepack), FeatureSize);
}
