using FashionNotebooks.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>A convolution, with its ReLU if one follows, whose weights the engine has packed for this CPU. For inference only.</summary>
internal sealed class PackedLayer : nn.Module<Tensor, Tensor>
{
    private readonly PackedConvolution convolution;

    private PackedLayer(PackedConvolution convolution)
        : base(nameof(PackedLayer)) => this.convolution = convolution;

    /// <summary>Packs a convolution; null where the engine cannot.</summary>
    internal static PackedLayer? TryPack(Conv2d source, bool relu) =>
        EngineFeatures.PackConvolution(
            source.weight!, source.bias, Folding.Pair(source.stride), Folding.Pair(source.padding), Folding.Pair(source.dilation), source.groups,
            min: relu ? 0 : null, max: null) is { } packed ? new PackedLayer(packed) : null;

    public override Tensor forward(Tensor input) => convolution.Run(input);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            convolution.Dispose();
        base.Dispose(disposing);
    }
}
