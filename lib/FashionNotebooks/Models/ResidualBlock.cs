using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>Two 3×3 convolutions and a skip connection (He et al., "Deep Residual Learning for Image Recognition", 2015).</summary>
public sealed class ResidualBlock : nn.Module<Tensor, Tensor>, IFoldable
{
    private readonly Sequential first;
    private readonly Sequential second;
    private readonly Sequential? shortcut;

    /// <summary>Makes the block; a projection joins the skip connection where width or resolution change.</summary>
    public ResidualBlock(long inChannels, long outChannels, long stride = 1)
        : base(nameof(ResidualBlock))
    {
        first = ConvLayers.ConvNorm(inChannels, outChannels, kernel: 3, stride);
        second = ConvLayers.ConvNorm(outChannels, outChannels, kernel: 3, relu: false);
        shortcut = stride == 1 && inChannels == outChannels ? null : ConvLayers.Shortcut(inChannels, outChannels, stride);
        // The block starts as its skip connection alone, which lets the first steps be long.
        nn.init.zeros_(((BatchNorm2d)second[1]).weight!);
        RegisterComponents();
    }

    private ResidualBlock(ResidualBlock source, bool prepack)
        : base(nameof(ResidualBlock))
    {
        first = Folding.Fold(source.first, prepack);
        second = Folding.Fold(source.second, prepack);
        shortcut = source.shortcut is null ? null : Folding.Fold(source.shortcut, prepack);
        RegisterComponents();
    }

    /// <summary><c>[N, in, H, W]</c> → <c>[N, out, H / stride, W / stride]</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        Tensor output = second.call(first.call(input)); // [N, out, H/s, W/s]
        output = output.add_(shortcut is null ? input : shortcut.call(input)).relu_();
        return output.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Folded(bool prepack) => new ResidualBlock(this, prepack);
}
