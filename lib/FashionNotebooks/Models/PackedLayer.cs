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
    /// <param name="source">The convolution, without batch norm.</param>
    /// <param name="next">The layer that follows: a ReLU becomes part of the packed one.</param>
    internal static PackedLayer? TryPack(Conv2d source, nn.Module? next) =>
        EngineFeatures.PackConvolution(
            source.weight!, source.bias, Folding.Pair(source.stride), Folding.Pair(source.padding), Folding.Pair(source.dilation), source.groups,
            min: next is ReLU or ReLU6 ? 0 : null, max: next is ReLU6 ? 6 : null) is { } packed ? new PackedLayer(packed) : null;

    public override Tensor forward(Tensor input) => convolution.Run(input);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            convolution.Dispose();
        base.Dispose(disposing);
    }
}
