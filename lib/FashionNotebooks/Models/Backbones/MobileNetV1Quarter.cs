using TorchSharp.Modules;

namespace FashionNotebooks.Models.Backbones;

/// <summary>
/// MobileNetV1 at a quarter of the width (Howard et al., "MobileNets: Efficient Convolutional Neural Networks for Mobile Vision
/// Applications", 2017), as Keras trained it: a layer with stride 2 pads right and below only, and batch norm adds 0.001 to the variance.
/// </summary>
internal static class MobileNetV1Quarter
{
    private const double Epsilon = 1e-3;
    private static readonly int[] Widths = [16, 32, 32, 64, 64, 128, 128, 128, 128, 128, 128, 256, 256];
    private static readonly int[] Halving = [2, 4, 6, 12];

    internal static Backbone Make()
    {
        var chain = nn.Sequential();
        var stages = new List<List<(string Name, nn.Module Layer)>>();
        Add("conv1", 3, 8, kernel: 3, stride: 2);
        int channels = 8;
        for (int i = 1; i <= Widths.Length; channels = Widths[i - 1], i++)
        {
            Add($"conv_dw_{i}", channels, channels, kernel: 3, stride: Halving.Contains(i) ? 2 : 1, groups: channels);
            Add($"conv_pw_{i}", channels, Widths[i - 1], kernel: 1);
        }
        return ConvLayers.InitialiseHe(new Backbone(
            "MobileNetV1Backbone", channels, chain, stages.SelectMany(stage => stage),
            [.. stages.Select(stage => stage.ConvertAll(part => part.Layer))]));

        void Add(string name, int inChannels, int outChannels, int kernel, int stride = 1, int groups = 1)
        {
            int padding = stride == 2 ? 0 : kernel / 2;
            Conv2d convolution = nn.Conv2d(inChannels, outChannels, kernel, stride, padding, groups: groups, bias: false);
            CountedBatchNorm norm = new(outChannels, Epsilon);
            if (stride == 2)
            {
                chain.append(nn.ZeroPad2d((0, 1, 0, 1)));
                stages.Add([]);
            }
            chain.append(convolution).append(norm).append(nn.ReLU6(inplace: true));
            stages[^1].AddRange([(name, convolution), (name + "_bn", norm)]);
        }
    }
}
