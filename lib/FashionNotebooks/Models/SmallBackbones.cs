using TorchSharp.Modules;

namespace FashionNotebooks.Models;

/// <summary>
/// Nets for 64×64 photos that end at 8×8: a 3×3 stem, six blocks, 1×1 to 192 channels. Keeping 8×8 instead of the reference's 4×4 is the
/// largest single step in quality. The layers are made in the order in which random numbers are drawn.
/// </summary>
internal static class SmallBackbones
{
    /// <summary>Residual blocks: the best here from random weights.</summary>
    internal static Backbone Residual() => Make("ResidualBackbone", Stem(),
        nn.Sequential(
            ConvLayers.ResidualBlock(24, 32, stride: 2),
            ConvLayers.ResidualBlock(32, 32),
            ConvLayers.ResidualBlock(32, 64, stride: 2),
            ConvLayers.ResidualBlock(64, 64),
            ConvLayers.ResidualBlock(64, 64),
            ConvLayers.ResidualBlock(64, 96)),  // [N, 96, 8, 8]
        Last(96));

    /// <summary>MobileNetV2's blocks, truly depthwise: fewer parameters and multiplications, and still more seconds on a CPU.</summary>
    internal static Backbone Depthwise() => Make("DepthwiseBackbone", Stem(),
        nn.Sequential(
            new InvertedResidualBlock(24, 32, stride: 2, expansion: 3, depthwise: true),
            new InvertedResidualBlock(32, 32, stride: 1, expansion: 3, depthwise: true),
            new InvertedResidualBlock(32, 64, stride: 2, expansion: 4, depthwise: true),
            new InvertedResidualBlock(64, 64, stride: 1, expansion: 4, depthwise: true),
            new InvertedResidualBlock(64, 64, stride: 1, expansion: 4, depthwise: true),
            new InvertedResidualBlock(64, 64, stride: 1, expansion: 4, depthwise: true)), // [N, 64, 8, 8]
        Last(64));

    private static Sequential Stem() => ConvLayers.ConvNorm(3, 24, kernel: 3, stride: 2); // [N, 24, 32, 32]

    private static Sequential Last(long channels) => ConvLayers.ConvNorm(channels, 192, kernel: 1); // [N, 192, 8, 8]

    private static Backbone Make(string name, Sequential stem, Sequential blocks, Sequential last) =>
        ConvLayers.InitialiseHe(new Backbone(name, 192, ("stem", stem), ("blocks", blocks), ("last", last)));
}
