using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>
/// Where it counts: a weight for each place, by a 7×7 convolution over the mean and the largest value of its channels
/// (Woo et al., "CBAM: Convolutional Block Attention Module", 2018).
/// </summary>
public sealed class SpatialAttention : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv;

    /// <summary>Makes the module with random weights.</summary>
    public SpatialAttention()
        : base(nameof(SpatialAttention))
    {
        conv = nn.Conv2d(2, 1, 7, padding: 3, bias: false);
        RegisterComponents();
    }

    /// <summary>Weights in (0, 1): <c>[N, C, h, w]</c> → <c>[N, 1, h, w]</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        Tensor mean = input.mean([1], keepdim: true);                                       // [N, 1, h, w]
        (Tensor most, _) = input.max(1, keepdim: true);                                     // [N, 1, h, w]
        return conv.call(cat([mean, most], 1)).sigmoid().MoveToOuterDisposeScope();
    }

    /// <summary>The convolution over the two maps.</summary>
    internal Conv2d Convolution => conv;
}
