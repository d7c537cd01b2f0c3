using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>
/// Residual blocks that end at 8×8: widths 32, 32, 64, 64, 64, 96 after a 3×3 stem, then 1×1 to 192.
/// Keeping 8×8 instead of 4×4 is the largest single step in quality on 64×64 photos.
/// </summary>
public sealed class ResidualBackbone : Backbone
{
    private readonly Sequential stem;
    private readonly Sequential blocks;
    private readonly Sequential last;

    /// <summary>Makes the backbone with random weights.</summary>
    public ResidualBackbone()
        : base(nameof(ResidualBackbone))
    {
        stem = ConvLayers.ConvNorm(3, 24, kernel: 3, stride: 2);
        blocks = nn.Sequential(
            new ResidualBlock(24, 32, stride: 2),
            new ResidualBlock(32, 32),
            new ResidualBlock(32, 64, stride: 2),
            new ResidualBlock(64, 64),
            new ResidualBlock(64, 64),
            new ResidualBlock(64, 96));
        last = ConvLayers.ConvNorm(96, 192, kernel: 1);
        RegisterComponents();
        ConvLayers.InitialiseHe(this);
    }

    /// <inheritdoc/>
    public override int FeatureSize => 192;

    /// <summary><c>[N, 3, 64, 64]</c> → <c>[N, 192, 8, 8]</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using Tensor edges = stem.call(input);   // [N, 24, 32, 32]
        using Tensor map = blocks.call(edges);   // [N, 96, 8, 8]
        return last.call(map);                   // [N, 192, 8, 8]
    }

    private protected override LayerPlan Parts => new(stem, blocks, last);
}
