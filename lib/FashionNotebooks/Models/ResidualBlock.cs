using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>
/// Two 3×3 convolutions and a skip connection (He et al., "Deep Residual Learning for Image Recognition", 2015). A stride averages
/// in the skip connection, where a strided 1×1 convolution would look at one pixel in four (He et al., "Bag of Tricks", 2018).
/// </summary>
public sealed class ResidualBlock : nn.Module<Tensor, Tensor>, IComposite
{
    private readonly Sequential first;
    private readonly Sequential second;
    private readonly Sequential? shortcut;
    private readonly long stride;

    /// <summary>Makes the block; a projection joins the skip connection where width or resolution change.</summary>
    public ResidualBlock(long inChannels, long outChannels, long stride = 1)
        : base(nameof(ResidualBlock))
    {
        this.stride = stride;
        first = ConvLayers.ConvNorm(inChannels, outChannels, kernel: 3, stride);
        second = ConvLayers.ConvNorm(outChannels, outChannels, kernel: 3, relu: false);
        shortcut = stride == 1 && inChannels == outChannels ? null : ConvLayers.Shortcut(inChannels, outChannels, stride: 1);
        // The block starts as its skip connection alone, which lets the first steps be long.
        nn.init.zeros_(((BatchNorm2d)second[1]).weight!);
        RegisterComponents();
    }

    /// <summary><c>[N, in, H, W]</c> → <c>[N, out, H / stride, W / stride]</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        Tensor output = second.call(first.call(input)); // [N, out, H/s, W/s]
        Tensor skip = stride > 1 ? nn.functional.avg_pool2d(input, stride, ceil_mode: true) : input;
        output = output.add_(shortcut is null ? skip : shortcut.call(skip)).relu_();
        return output.MoveToOuterDisposeScope();
    }

    LayerPlan IComposite.Plan => new(first, second) { AddsInput = true, Shortcut = Skip(), Relu = true };

    private IReadOnlyList<nn.Module> Skip() => shortcut is null ? [] : stride > 1 ? [nn.AvgPool2d(stride, ceil_mode: true), shortcut] : [shortcut];
}
