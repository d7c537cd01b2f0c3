using TorchSharp.Modules;

namespace FashionNotebooks.Models.Backbones;

/// <summary>
/// MobileNetV2 at width 1 (Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", 2018), with the names of torchvision's
/// state dict.
/// </summary>
internal static class MobileNetV2
{
    // Table 2 of the paper.
    private static readonly (int Expansion, int Channels, int Blocks, int Stride)[] Settings =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    internal static Backbone Make()
    {
        var features = nn.Sequential(Layer(3, 32, kernel: 3, stride: 2));
        int channels = 32;
        foreach (var (expansion, width, blocks, stride) in Settings)
        {
            for (int i = 0; i < blocks; i++, channels = width)
                features.append(Block(channels, width, i == 0 ? stride : 1, expansion));
        }
        features.append(Layer(channels, 1280, kernel: 1));
        return Features("MobileNetV2Backbone", features, 2, 4, 7, 14);
    }

    /// <summary>A backbone that torchvision keeps in one sequence, cut into stages before the layers at some places.</summary>
    internal static Backbone Features(string name, Sequential features, params int[] places)
    {
        nn.Module[] all = [.. features.children()];
        int[] from = [0, .. places], to = [.. places, all.Length];
        return ConvLayers.InitialiseHe(new Backbone(
            name, 1280, features, [("features", features)], [.. from.Zip(to, (start, end) => all[start..end])]));
    }

    private static SkipBlock Block(int inChannels, int outChannels, int stride, int expansion)
    {
        int hidden = inChannels * expansion;
        var layers = nn.Sequential();
        if (expansion > 1)
            layers.append(Layer(inChannels, hidden, kernel: 1));
        layers.append(Layer(hidden, hidden, kernel: 3, stride, groups: hidden));
        layers.append(nn.Conv2d(hidden, outChannels, 1, bias: false)).append(new CountedBatchNorm(outChannels));
        return new SkipBlock(layers, null, adds: stride == 1 && inChannels == outChannels, relu: false, ("conv", layers));
    }

    private static Sequential Layer(int inChannels, int outChannels, int kernel, int stride = 1, int groups = 1) =>
        ConvLayers.ConvNorm(inChannels, outChannels, kernel, stride, groups, nn.ReLU6(inplace: true));
}
