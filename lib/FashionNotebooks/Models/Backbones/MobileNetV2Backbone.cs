using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>
/// MobileNetV2 at width 1 (Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", 2018), with the names of
/// torchvision's state dict.
/// </summary>
public sealed class MobileNetV2Backbone : ChainBackbone
{
    // Table 2 of the paper.
    private static readonly (int Expansion, int Channels, int Blocks, int Stride)[] Settings =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    /// <summary>Makes the backbone with random weights.</summary>
    public MobileNetV2Backbone()
        : this(Features())
    {
    }

    private MobileNetV2Backbone(Sequential features)
        : base(nameof(MobileNetV2Backbone), 1280, features, [("features", features)], Cut(features, 2, 4, 7, 14)) =>
        ConvLayers.InitialiseHe(this);

    private static Sequential Features()
    {
        var features = nn.Sequential(Layer(3, 32, kernel: 3, stride: 2));
        int channels = 32;
        foreach (var (expansion, width, blocks, stride) in Settings)
        {
            for (int i = 0; i < blocks; i++, channels = width)
                features.append(Block(channels, width, i == 0 ? stride : 1, expansion));
        }
        return features.append(Layer(channels, 1280, kernel: 1));
    }

    private static SkipBlock Block(int inChannels, int outChannels, int stride, int expansion)
    {
        int hidden = inChannels * expansion;
        var layers = nn.Sequential();
        if (expansion > 1)
            layers.append(Layer(inChannels, hidden, kernel: 1));
        layers.append(Layer(hidden, hidden, kernel: 3, stride, groups: hidden));
        layers.append(nn.Conv2d(hidden, outChannels, 1, bias: false)).append(nn.BatchNorm2d(outChannels));
        return new SkipBlock(layers, null, adds: stride == 1 && inChannels == outChannels, relu: false, ("conv", layers));
    }

    private static Sequential Layer(int inChannels, int outChannels, int kernel, int stride = 1, int groups = 1) =>
        ConvLayers.ConvNorm(inChannels, outChannels, kernel, stride, groups, nn.ReLU6(inplace: true));
}
