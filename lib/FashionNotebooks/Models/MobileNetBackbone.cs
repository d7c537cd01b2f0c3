namespace FashionNotebooks.Models;

/// <summary>
/// The reference's backbone: a stem and three inverted residual blocks, each with stride 2, from 64×64 down to 4×4:
/// <c>[N, 3, 64, 64]</c> → <c>[N, 64, 4, 4]</c>.
/// </summary>
/// <param name="depthwise">True: truly depthwise blocks; false: the dense blocks of the reference.</param>
public sealed class MobileNetBackbone(bool depthwise = false) : Backbone(
    nameof(MobileNetBackbone),
    64,
    ("stem", ConvLayers.ConvNorm(3, 16, kernel: 3, stride: 2)), // [N, 16, 32, 32]
    ("blocks", nn.Sequential(                                   // [N, 64, 4, 4]
        Block(16, 24, expansion: 3, depthwise),
        Block(24, 32, expansion: 3, depthwise),
        Block(32, 64, expansion: 6, depthwise))))
{
    // The projection is made before the block's own layers: the order of creation is the order in which random numbers are drawn.
    private static InvertedResidualBlock Block(long inChannels, long outChannels, long expansion, bool depthwise) =>
        new(inChannels, outChannels, stride: 2, expansion, ConvLayers.Shortcut(inChannels, outChannels, stride: 2), depthwise);
}
