using FashionNotebooks.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>A convolution, with its ReLU if one follows, whose weights the engine has packed for this CPU. For inference only.</summary>
internal sealed class PackedLayer : nn.Module<Tensor, Tensor>
{
    // From this many input values on, libtorch 1.13 gives a convolution of one picture to oneDNN, whose dense 3×3 is faster than the packed one.
    private const int OneDnnInput = 20480;

    private readonly PackedConvolution convolution;
    private readonly Conv2d? unpacked;
    private readonly nn.Module<Tensor, Tensor>? activation;

    private PackedLayer(PackedConvolution convolution, Conv2d? unpacked, nn.Module? next)
        : base(nameof(PackedLayer))
    {
        this.convolution = convolution;
        this.unpacked = unpacked;
        activation = next switch { ReLU => nn.ReLU(inplace: true), ReLU6 => nn.ReLU6(inplace: true), _ => null };
    }

    /// <summary>Packs a convolution; null where the engine cannot.</summary>
    /// <param name="source">The convolution, without batch norm; the layer keeps or disposes it.</param>
    /// <param name="next">The layer that follows: a ReLU becomes part of the packed one.</param>
    internal static PackedLayer? TryPack(Conv2d source, nn.Module? next)
    {
        PackedConvolution? packed = EngineFeatures.PackConvolution(
            source.weight!, source.bias, Folding.Pair(source.stride), Folding.Pair(source.padding), Folding.Pair(source.dilation), source.groups,
            min: next is ReLU or ReLU6 ? 0 : null, max: next is ReLU6 ? 6 : null);
        if (packed is null)
            return null;
        bool isDenseWindow = source.groups == 1 && source.kernel_size.Any(side => side > 1);
        if (isDenseWindow)
            EngineFeatures.ChannelsLast([source.weight!]);
        else
            source.Dispose();
        return new PackedLayer(packed, isDenseWindow ? source : null, next);
    }

    public override Tensor forward(Tensor input)
    {
        if (unpacked is null || input.numel() < OneDnnInput)
            return convolution.Run(input);
        Tensor output = unpacked.call(input);
        return activation is null ? output : activation.call(output);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            convolution.Dispose();
            unpacked?.Dispose();
        }
        base.Dispose(disposing);
    }
}
