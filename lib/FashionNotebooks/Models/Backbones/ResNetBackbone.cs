using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>
/// ResNet18 and ResNet50 (He et al., "Deep Residual Learning for Image Recognition", 2015), with the names of torchvision's state
/// dict. As there, a bottleneck halves the resolution in its 3×3 layer.
/// </summary>
public sealed class ResNetBackbone : ChainBackbone
{
    private const int BottleneckExpansion = 4;

    private ResNetBackbone(Layers layers)
        : base(nameof(ResNetBackbone), layers.Channels, layers.Chain, layers.Names, layers.Stages) =>
        ConvLayers.InitialiseHe(this);

    /// <summary>18 layers with weights: two basic blocks in each of four stages.</summary>
    public static ResNetBackbone ResNet18() => new(new Layers([2, 2, 2, 2], bottleneck: false));

    /// <summary>20 layers with weights: ResNet18 with a third block in the last stage, as Microsoft trained it.</summary>
    public static ResNetBackbone ResNet18MlNet() => new(new Layers([2, 2, 2, 3], bottleneck: false));

    /// <summary>50 layers with weights: 3, 4, 6 and 3 bottlenecks.</summary>
    public static ResNetBackbone ResNet50() => new(new Layers([3, 4, 6, 3], bottleneck: true));

    private sealed class Layers
    {
        private readonly bool bottleneck;

        internal Layers(int[] blocks, bool bottleneck)
        {
            this.bottleneck = bottleneck;
            Conv2d conv1 = nn.Conv2d(3, 64, 7, stride: 2, padding: 3, bias: false);
            BatchNorm2d bn1 = nn.BatchNorm2d(64);
            Chain = nn.Sequential(conv1, bn1, nn.ReLU(inplace: true), nn.MaxPool2d(3, stride: 2, padding: 1));
            Names.AddRange([("conv1", conv1), ("bn1", bn1)]);
            Stages.Add([conv1, bn1]);
            for (int i = 0; i < blocks.Length; i++)
            {
                Sequential stage = Stage(64 << i, blocks[i], stride: i == 0 ? 1 : 2);
                Chain.append(stage);
                Names.Add(($"layer{i + 1}", stage));
                Stages.Add([stage]);
            }
        }

        internal int Channels { get; private set; } = 64;

        internal Sequential Chain { get; }

        internal List<(string Name, nn.Module Layer)> Names { get; } = [];

        internal List<IReadOnlyList<nn.Module>> Stages { get; } = [];

        private Sequential Stage(int width, int blocks, int stride)
        {
            var stage = nn.Sequential();
            for (int i = 0; i < blocks; i++)
                stage.append(bottleneck ? Bottleneck(width, i == 0 ? stride : 1) : Basic(width, i == 0 ? stride : 1));
            return stage;
        }

        private SkipBlock Basic(int width, int stride)
        {
            var (conv1, bn1) = Layer(Channels, width, kernel: 3, stride);
            var (conv2, bn2) = Layer(width, width, kernel: 3);
            return Block(width, stride, nn.Sequential(conv1, bn1, nn.ReLU(inplace: true), conv2, bn2),
                ("conv1", conv1), ("bn1", bn1), ("conv2", conv2), ("bn2", bn2));
        }

        private SkipBlock Bottleneck(int width, int stride)
        {
            int wide = width * BottleneckExpansion;
            var (conv1, bn1) = Layer(Channels, width, kernel: 1);
            var (conv2, bn2) = Layer(width, width, kernel: 3, stride);
            var (conv3, bn3) = Layer(width, wide, kernel: 1);
            return Block(wide, stride, nn.Sequential(conv1, bn1, nn.ReLU(inplace: true), conv2, bn2, nn.ReLU(inplace: true), conv3, bn3),
                ("conv1", conv1), ("bn1", bn1), ("conv2", conv2), ("bn2", bn2), ("conv3", conv3), ("bn3", bn3));
        }

        private SkipBlock Block(int outChannels, int stride, Sequential main, params IEnumerable<(string Name, nn.Module Layer)> names)
        {
            Sequential? projection = stride == 1 && Channels == outChannels ? null : ConvLayers.Shortcut(Channels, outChannels, stride);
            Channels = outChannels;
            return new SkipBlock(main, projection, adds: true, relu: true, projection is null ? names : names.Append(("downsample", projection)));
        }

        private static (Conv2d Convolution, BatchNorm2d Norm) Layer(int inChannels, int outChannels, int kernel, int stride = 1) =>
            (nn.Conv2d(inChannels, outChannels, kernel, stride, padding: kernel / 2, bias: false), nn.BatchNorm2d(outChannels));
    }
}
