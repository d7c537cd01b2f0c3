using TorchSharp.Modules;

namespace FashionNotebooks.Models.Backbones;

/// <summary>
/// ResNet18 and ResNet50 (He et al., "Deep Residual Learning for Image Recognition", 2015), with the names of torchvision's state dict. As
/// there, a bottleneck halves the resolution in its 3×3 layer.
/// </summary>
internal static class ResNet
{
    private const int BottleneckExpansion = 4;

    /// <param name="blocks">Blocks of each stage; each stage is twice as wide as the one before.</param>
    /// <param name="bottleneck">True: blocks of 1×1, 3×3 and a four times wider 1×1 layer; false: of two 3×3 layers.</param>
    internal static Backbone Make(int[] blocks, bool bottleneck)
    {
        Conv2d conv1 = nn.Conv2d(3, 64, 7, stride: 2, padding: 3, bias: false);
        CountedBatchNorm bn1 = new(64);
        var chain = nn.Sequential(conv1, bn1, nn.ReLU(inplace: true), nn.MaxPool2d(3, stride: 2, padding: 1));
        List<(string Name, nn.Module Layer)> names = [("conv1", conv1), ("bn1", bn1)];
        List<IReadOnlyList<nn.Module>> stages = [[conv1, bn1]];
        int channels = 64;
        foreach (var (i, count) in blocks.Index())
        {
            var stage = nn.Sequential();
            for (int block = 0; block < count; block++)
                stage.append(Block(ref channels, 64 << i, stride: i > 0 && block == 0 ? 2 : 1, bottleneck));
            chain.append(stage);
            names.Add(($"layer{i + 1}", stage));
            stages.Add([stage]);
        }
        return ConvLayers.InitialiseHe(new Backbone("ResNetBackbone", channels, chain, names, stages));
    }

    private static SkipBlock Block(ref int channels, int width, int stride, bool bottleneck)
    {
        int input = channels, output = channels = bottleneck ? width * BottleneckExpansion : width;
        (int From, int To, int Kernel, int Stride)[] layers = bottleneck
            ? [(input, width, 1, 1), (width, width, 3, stride), (width, output, 1, 1)]
            : [(input, width, 3, stride), (width, width, 3, 1)];
        var main = nn.Sequential();
        var names = new List<(string Name, nn.Module Layer)>();
        foreach (var (i, layer) in layers.Index())
        {
            Conv2d convolution = nn.Conv2d(layer.From, layer.To, layer.Kernel, layer.Stride, padding: layer.Kernel / 2, bias: false);
            CountedBatchNorm norm = new(layer.To);
            if (i > 0)
                main.append(nn.ReLU(inplace: true));
            main.append(convolution).append(norm);
            names.AddRange([($"conv{i + 1}", convolution), ($"bn{i + 1}", norm)]);
        }
        Sequential? projection = stride == 1 && input == output ? null : ConvLayers.Shortcut(input, output, stride);
        if (projection is not null)
            names.Add(("downsample", projection));
        return new SkipBlock(main, projection, adds: true, relu: true, names);
    }
}
