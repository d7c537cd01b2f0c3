using TorchSharp.Modules;

namespace FashionNotebooks.Models.Backbones;

/// <summary>
/// EfficientNet-B0 (Tan and Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks", 2019), with the names of
/// torchvision's state dict.
/// </summary>
internal static class EfficientNetB0
{
    private const double LargestDrop = 0.2;

    // Table 1 of the paper.
    private static readonly (int Expansion, int Kernel, int Channels, int Blocks, int Stride)[] Settings =
        [(1, 3, 16, 1, 1), (6, 3, 24, 2, 2), (6, 5, 40, 2, 2), (6, 3, 80, 3, 2), (6, 5, 112, 3, 1), (6, 5, 192, 4, 2), (6, 3, 320, 1, 1)];

    internal static Backbone Make()
    {
        var features = nn.Sequential(Layer(3, 32, kernel: 3, stride: 2));
        int channels = 32, block = 0, all = Settings.Sum(setting => setting.Blocks);
        foreach (var (expansion, kernel, width, blocks, stride) in Settings)
        {
            var stage = nn.Sequential();
            for (int i = 0; i < blocks; i++, block++, channels = width)
                stage.append(Block(channels, width, kernel, i == 0 ? stride : 1, expansion, LargestDrop * block / all));
            features.append(stage);
        }
        features.append(Layer(channels, 1280, kernel: 1));
        return MobileNetV2.Features("EfficientNetB0Backbone", features, 2, 3, 4, 6);
    }

    // MBConv: MobileNetV2's block with a gate per channel; training leaves out whole blocks, the later ones more often.
    private static SkipBlock Block(int inChannels, int outChannels, int kernel, int stride, int expansion, double drop)
    {
        int hidden = inChannels * expansion;
        var layers = nn.Sequential();
        if (expansion > 1)
            layers.append(Layer(inChannels, hidden, kernel: 1));
        layers.append(Layer(hidden, hidden, kernel, stride, groups: hidden));
        layers.append(new SqueezeExcitation(hidden, Math.Max(1, inChannels / 4)));
        layers.append(ConvLayers.ConvNorm(hidden, outChannels, kernel: 1, relu: false));
        bool adds = stride == 1 && inChannels == outChannels;
        var depth = new StochasticDepth(drop);
        Sequential main = adds ? nn.Sequential(layers, depth) : nn.Sequential(layers);
        return new SkipBlock(main, null, adds, relu: false, ("block", layers), ("stochastic_depth", depth));
    }

    private static Sequential Layer(int inChannels, int outChannels, int kernel, int stride = 1, int groups = 1) =>
        ConvLayers.ConvNorm(inChannels, outChannels, kernel, stride, groups, nn.SiLU(inplace: true));
}

/// <summary>Weighs each channel by what the whole photo shows (Hu et al., "Squeeze-and-Excitation Networks", 2018).</summary>
internal sealed class SqueezeExcitation : nn.Module<Tensor, Tensor>
{
    /// <param name="channels">Channels of input and output.</param>
    /// <param name="squeezed">Channels between the two layers.</param>
    internal SqueezeExcitation(int channels, int squeezed)
        : base(nameof(SqueezeExcitation))
    {
        Conv2d fc1 = nn.Conv2d(channels, squeezed, 1), fc2 = nn.Conv2d(squeezed, channels, 1);
        nn.init.zeros_(fc1.bias!);
        nn.init.zeros_(fc2.bias!);
        register_module(nameof(fc1), fc1);
        register_module(nameof(fc2), fc2);
        Gate = nn.Sequential(nn.AdaptiveAvgPool2d(1), fc1, nn.SiLU(inplace: true), fc2, nn.Sigmoid());
    }

    /// <summary>Weights of the channels, <c>[N, C, H, W]</c> → <c>[N, C, 1, 1]</c>.</summary>
    internal Sequential Gate { get; }

    /// <summary><c>[N, C, H, W]</c> → the same shape.</summary>
    public override Tensor forward(Tensor input)
    {
        using Tensor gate = Gate.call(input);
        return input.mul(gate);
    }

    protected override void RegisterComponents()
    {
    }
}

/// <summary>
/// Training sets the whole output to 0 for some photos of a batch (Huang et al., "Deep Networks with Stochastic Depth", 2016).
/// </summary>
/// <param name="probability">Share of the photos, in [0, 1).</param>
internal sealed class StochasticDepth(double probability) : nn.Module<Tensor, Tensor>(nameof(StochasticDepth))
{
    /// <summary><c>[N, C, H, W]</c> → the same shape.</summary>
    public override Tensor forward(Tensor input)
    {
        if (!training || probability == 0)
            return input.alias();
        using var scope = NewDisposeScope();
        Tensor kept = empty(input.shape[0], 1, 1, 1, dtype: input.dtype, device: input.device)
            .bernoulli_(1 - probability).div_(Held.Number(1 - probability));
        return input.mul(kept).MoveToOuterDisposeScope();
    }
}
