using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>
/// MobileNetV1 at a quarter of the width (Howard et al., "MobileNets: Efficient Convolutional Neural Networks for Mobile Vision
/// Applications", 2017), as Keras trained it: a layer with stride 2 pads right and below only, and batch norm adds 0.001 to the variance.
/// </summary>
public sealed class MobileNetV1Backbone : ChainBackbone
{
    private const double Epsilon = 1e-3;
    private static readonly int[] Widths = [16, 32, 32, 64, 64, 128, 128, 128, 128, 128, 128, 256, 256];
    private static readonly int[] Halving = [2, 4, 6, 12];

    /// <summary>Makes the backbone with random weights.</summary>
    public MobileNetV1Backbone()
        : this(new Layers())
    {
    }

    private MobileNetV1Backbone(Layers layers)
        : base(nameof(MobileNetV1Backbone), Widths[^1], layers.Chain, layers.Stages.SelectMany(stage => stage), [.. layers.Stages.Select(stage => stage.Select(part => part.Layer).ToArray())]) =>
        ConvLayers.InitialiseHe(this);

    private sealed class Layers
    {
        internal Layers()
        {
            Add("conv1", 3, 8, kernel: 3, stride: 2);
            int channels = 8;
            for (int i = 1; i <= Widths.Length; channels = Widths[i - 1], i++)
            {
                Add($"conv_dw_{i}", channels, channels, kernel: 3, stride: Halving.Contains(i) ? 2 : 1, groups: channels);
                Add($"conv_pw_{i}", channels, Widths[i - 1], kernel: 1);
            }
        }

        internal Sequential Chain { get; } = nn.Sequential();

        internal List<List<(string Name, nn.Module Layer)>> Stages { get; } = [];

        private void Add(string name, int inChannels, int outChannels, int kernel, int stride = 1, int groups = 1)
        {
            Conv2d convolution = nn.Conv2d(inChannels, outChannels, kernel, stride, padding: stride == 2 ? 0 : kernel / 2, groups: groups, bias: false);
            BatchNorm2d norm = nn.BatchNorm2d(outChannels, eps: Epsilon);
            if (stride == 2)
            {
                Chain.append(nn.ZeroPad2d((0, 1, 0, 1)));
                Stages.Add([]);
            }
            Chain.append(convolution).append(norm).append(nn.ReLU6(inplace: true));
            Stages[^1].AddRange([(name, convolution), (name + "_bn", norm)]);
        }
    }
}
