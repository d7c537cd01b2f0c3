using TorchSharp.Modules;

namespace FashionNotebooks.Models;

/// <summary>
/// Expand with 1×1, filter with 3×3, project back with 1×1, add the input (Sandler et al., "MobileNetV2: Inverted Residuals and Linear
/// Bottlenecks", 2018).
/// </summary>
/// <remarks>The reference calls its 3×3 layer depthwise but leaves out <c>groups</c>: it is a dense convolution, and it
/// puts a ReLU after the sum. That block is the default; <c>depthwise: true</c> gives the block of the paper, one
/// filter per channel and a linear bottleneck.</remarks>
public sealed class InvertedResidualBlock : SkipBlock
{
    /// <summary>Makes the block.</summary>
    /// <param name="stride">Stride of the 3×3 layer: 1 keeps the resolution, 2 halves it.</param>
    /// <param name="expansion">Hidden channels = input channels × expansion.</param>
    /// <param name="shortcut">Projection of the skip connection; without one the input itself is added where the shapes agree.</param>
    /// <param name="depthwise">True: one 3×3 filter per channel and no ReLU after the sum. False: the reference's dense block.</param>
    public InvertedResidualBlock(
        long inChannels, long outChannels, long stride = 1, long expansion = 6, Sequential? shortcut = null, bool depthwise = false)
        : base(
            Layers(inChannels, inChannels * expansion, outChannels, stride, depthwise), shortcut,
            adds: shortcut is not null || (stride == 1 && inChannels == outChannels), relu: !depthwise)
    {
    }

    private static Sequential Layers(long inChannels, long hidden, long outChannels, long stride, bool depthwise) => nn.Sequential(
        ("expand", ConvLayers.ConvNorm(inChannels, hidden, kernel: 1)),                                        // [N, in·e, H, W]
        ("depthwise", ConvLayers.ConvNorm(hidden, hidden, kernel: 3, stride, groups: depthwise ? hidden : 1)), // [N, in·e, H/s, W/s]
        ("project", ConvLayers.ConvNorm(hidden, outChannels, kernel: 1, relu: false)));                        // [N, out, H/s, W/s]
}
