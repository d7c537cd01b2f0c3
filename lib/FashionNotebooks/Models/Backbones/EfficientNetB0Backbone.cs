using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>
/// EfficientNet-B0 (Tan and Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks", 2019), with the names of
/// torchvision's state dict.
/// </summary>
public sealed class EfficientNetB0Backbone : ChainBackbone
{
    private const double LargestDrop = 0.2;

    // Table 1 of the paper.
    private static readonly (int Expansion, int Kernel, int Channels, int Blocks, int Stride)[] Settings =
        [(1, 3, 16, 1, 1), (6, 3, 24, 2, 2), (6, 5, 40, 2, 2), (6, 3, 80, 3, 2), (6, 5, 112, 3, 1), (6, 5, 192, 4, 2), (6, 3, 320, 1, 1)];

    /// <summary>Makes the backbone with random weights.</summary>
    public EfficientNetB0Backbone()
        : this(Features())
    {
    }

    private EfficientNetB0Backbone(Sequential features)
        : base(nameof(EfficientNetB0Backbone), 1280, features, [("features", features)], Cut(features, 2, 3, 4, 6)) =>
        ConvLayers.InitialiseHe(this);

    private static Sequential Features()
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
        return features.append(Layer(channels, 1280, kernel: 1));
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
