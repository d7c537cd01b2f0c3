using TorchSharp.Modules;

namespace FashionNotebooks.Models;

/// <summary>
/// Expand with 1×1, filter with 3×3, project back with 1×1, add the input (Sandler et al., "MobileNetV2: Inverted Residuals and Linear
/// Bottlenecks", 2018).
/// </summary>
/// <remarks>The reference calls its 3×3 layer depthwise but leaves out <c>groups</c>: it is a dense convolution, and it
/// puts a ReLU after the sum. That block is the default; <c>depthwise: true</c> gives the block of the paper, one
/// filter per channel and a linear bottleneck.</remarks>
public sealed class InvertedResidualBlock : nn.Module<Tensor, Tensor>, IComposite
{
    private readonly Sequential expand;
    private readonly Sequential depthwise;
    private readonly Sequential project;
    private readonly Sequential? shortcut;
    private readonly bool linear;
    private readonly bool residual;

    /// <summary>Makes the block.</summary>
    /// <param name="stride">Stride of the 3×3 layer: 1 keeps the resolution, 2 halves it.</param>
    /// <param name="expansion">Hidden channels = input channels × expansion.</param>
    /// <param name="shortcut">Projection of the skip connection; without one the input itself is added where the shapes agree.</param>
    /// <param name="depthwise">True: one 3×3 filter per channel and no ReLU after the sum. False: the reference's dense block.</param>
    public InvertedResidualBlock(
        long inChannels, long outChannels, long stride = 1, long expansion = 6, Sequential? shortcut = null, bool depthwise = false)
        : base(nameof(InvertedResidualBlock))
    {
        long hidden = inChannels * expansion;
        expand = ConvLayers.ConvNorm(inChannels, hidden, kernel: 1);
        this.depthwise = ConvLayers.ConvNorm(hidden, hidden, kernel: 3, stride, groups: depthwise ? hidden : 1);
        project = ConvLayers.ConvNorm(hidden, outChannels, kernel: 1, relu: false);
        this.shortcut = shortcut;
        linear = depthwise;
        residual = shortcut is not null || (stride == 1 && inChannels == outChannels);
        RegisterComponents();
    }

    /// <summary><c>[N, in, H, W]</c> → <c>[N, out, H / stride, W / stride]</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        Tensor wide = expand.call(input);             // [N, in·e, H, W]
        Tensor output = project.call(depthwise.call(wide)); // [N, out, H/s, W/s]
        if (residual)
            output = output.add_(shortcut is null ? input : shortcut.call(input), Held.One);
        if (!linear)
            output = output.relu_();
        return output.MoveToOuterDisposeScope();
    }

    LayerPlan IComposite.Plan => new(expand, depthwise, project)
    {
        AddsInput = residual,
        Shortcut = shortcut is null ? [] : [shortcut],
        Relu = !linear,
    };
}
