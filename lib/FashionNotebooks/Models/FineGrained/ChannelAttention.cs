using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>
/// What counts: a weight for each channel, from its mean and its largest value over the picture, both through the same two layers
/// (Woo et al., "CBAM: Convolutional Block Attention Module", 2018).
/// </summary>
public sealed class ChannelAttention : nn.Module<Tensor, Tensor>
{
    private const int FewestUnits = 4;
    private readonly Sequential mlp;

    /// <summary>Makes the module with random weights.</summary>
    /// <param name="channels">Channels of the map.</param>
    /// <param name="reduction">By how much the layer between has fewer units than there are channels; it has at least 4.</param>
    public ChannelAttention(int channels, int reduction = 16)
        : base(nameof(ChannelAttention))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(reduction);
        int units = Math.Max(FewestUnits, channels / reduction);
        mlp = nn.Sequential(nn.Linear(channels, units, hasBias: false), nn.ReLU(), nn.Linear(units, channels, hasBias: false));
        RegisterComponents();
    }

    /// <summary>Weights in (0, 1): <c>[N, C, h, w]</c> → <c>[N, C, 1, 1]</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        Tensor mean = nn.functional.adaptive_avg_pool2d(input, 1).flatten(1);      // [N, C]
        Tensor most = nn.functional.adaptive_max_pool2d(input, [1, 1]).flatten(1); // [N, C]
        Tensor weights = mlp.call(mean).add(mlp.call(most)).sigmoid();             // [N, C]
        return weights.unsqueeze(2).unsqueeze(3).MoveToOuterDisposeScope();
    }

    /// <summary>The layers that mean and largest values share.</summary>
    internal Sequential Shared => mlp;
}
