using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>
/// MobileNetV2's blocks, truly depthwise, that end at 8×8: widths 32, 32, 64, 64, 64, 64 after a 3×3 stem, then 1×1 to 192.
/// Fewer parameters and multiplications than <see cref="ResidualBackbone"/>, and still more seconds on a CPU.
/// </summary>
public sealed class DepthwiseBackbone : Backbone
{
    private readonly Sequential stem;
    private readonly Sequential blocks;
    private readonly Sequential last;

    /// <summary>Makes the backbone with random weights.</summary>
    public DepthwiseBackbone()
        : base(nameof(DepthwiseBackbone))
    {
        stem = ConvLayers.ConvNorm(3, 24, kernel: 3, stride: 2);
        blocks = nn.Sequential(
            new InvertedResidualBlock(24, 32, stride: 2, expansion: 3, depthwise: true),
            new InvertedResidualBlock(32, 32, stride: 1, expansion: 3, depthwise: true),
            new InvertedResidualBlock(32, 64, stride: 2, expansion: 4, depthwise: true),
            new InvertedResidualBlock(64, 64, stride: 1, expansion: 4, depthwise: true),
            new InvertedResidualBlock(64, 64, stride: 1, expansion: 4, depthwise: true),
            new InvertedResidualBlock(64, 64, stride: 1, expansion: 4, depthwise: true));
        last = ConvLayers.ConvNorm(64, 192, kernel: 1);
        RegisterComponents();
        ConvLayers.InitialiseHe(this);
    }

    /// <inheritdoc/>
    public override int FeatureSize => 192;

    /// <summary><c>[N, 3, 64, 64]</c> → <c>[N, 192, 8, 8]</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using Tensor edges = stem.call(input);   // [N, 24, 32, 32]
        using Tensor map = blocks.call(edges);   // [N, 64, 8, 8]
        return last.call(map);                   // [N, 192, 8, 8]
    }

    private protected override LayerPlan Parts => new(stem, blocks, last);
}
