using TorchSharp.Modules;

namespace FashionNotebooks.Models.FineGrained;

/// <summary>
/// What counts: a weight for each channel, from its mean and its largest value over the photo, both through the same two layers (Woo et
/// al., "CBAM: Convolutional Block Attention Module", 2018).
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

    /// <summary>The layers that mean and largest values share.</summary>
    internal Sequential Shared => mlp;

    /// <summary>Weights in (0, 1): <c>[N, C, h, w]</c> → <c>[N, C, 1, 1]</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        Tensor mean = nn.functional.adaptive_avg_pool2d(input, 1).flatten(1);      // [N, C]
        Tensor most = nn.functional.adaptive_max_pool2d(input, [1, 1]).flatten(1); // [N, C]
        Tensor weights = mlp.call(mean).add(mlp.call(most), Held.One).sigmoid();             // [N, C]
        return weights.unsqueeze(2).unsqueeze(3).MoveToOuterDisposeScope();
    }
}

/// <summary>
/// Where it counts: a weight for each place, by a 7×7 convolution over the mean and the largest value of its channels (also of CBAM).
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

    /// <summary>The convolution over the two maps.</summary>
    internal Conv2d Convolution => conv;

    /// <summary>Weights in (0, 1): <c>[N, C, h, w]</c> → <c>[N, 1, h, w]</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        Tensor mean = input.mean([1], keepdim: true);   // [N, 1, h, w]
        (Tensor most, _) = input.max(1, keepdim: true); // [N, 1, h, w]
        return conv.call(cat([mean, most], 1)).sigmoid().MoveToOuterDisposeScope();
    }
}
