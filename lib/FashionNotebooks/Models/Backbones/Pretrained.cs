using TorchSharp.Modules;

namespace FashionNotebooks.Models.Backbones;

/// <summary>
/// Nets for which others publish weights: their state dicts have those names and shapes, so that theirs load here and ours load there. The
/// head has any number of classes.
/// </summary>
internal static class Pretrained
{
    internal static ImageClassifier MobileNetV1(int classes)
    {
        Backbone backbone = MobileNetV1Quarter.Make();
        Conv2d convolution = nn.Conv2d(backbone.FeatureSize, classes, 1);
        return new(
            Architectures.MobileNetV1Quarter, backbone, classes, 0.001,
            scores: new PointwiseHead(convolution), named: ("conv_preds", convolution));
    }

    internal static ImageClassifier WithDropout(string architecture, Backbone backbone, int classes)
    {
        Linear linear = nn.Linear(backbone.FeatureSize, classes);
        nn.init.normal_(linear.weight!, 0, 0.01);
        nn.init.zeros_(linear.bias!);
        return new(architecture, backbone, classes, 0.2, scores: linear, named: ("classifier", nn.Sequential(("1", linear))));
    }

    internal static ImageClassifier ResNet(string architecture, int[] blocks, bool bottleneck, int classes)
    {
        Backbone backbone = Backbones.ResNet.Make(blocks, bottleneck);
        Linear linear = nn.Linear(backbone.FeatureSize, classes);
        return new(architecture, backbone, classes, scores: linear, named: ("fc", linear));
    }
}

/// <summary>A linear layer whose weight is that of a 1×1 convolution, as Keras keeps it: <c>[classes, D, 1, 1]</c>.</summary>
internal sealed class PointwiseHead : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d convolution;

    internal PointwiseHead(Conv2d convolution)
        : base(nameof(PointwiseHead))
    {
        this.convolution = convolution;
        RegisterComponents();
    }

    internal Conv2d Convolution => convolution;

    /// <summary><c>[N, D]</c> → <c>[N, classes]</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using Tensor weight = convolution.weight!.flatten(1); // [classes, D]
        return nn.functional.linear(input, weight, convolution.bias);
    }
}
