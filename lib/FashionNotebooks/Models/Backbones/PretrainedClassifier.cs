using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>
/// A net for which others publish weights: its state dict has their names and shapes, so that theirs load here and ours load there.
/// The head has any number of classes.
/// </summary>
public sealed class PretrainedClassifier : ImageClassifier
{
    private const int ImageNetClasses = 1000;

    private PretrainedClassifier(
        string architecture, Backbone backbone, int classes, double dropout, nn.Module<Tensor, Tensor> linear, (string Name, nn.Module Layer) named)
        : base(architecture, backbone, classes, dropout, linear, named)
    {
    }

    /// <summary>MobileNetV1 at a quarter of the width: 475,544 values with 1000 classes, batch norm's statistics counted.</summary>
    public static PretrainedClassifier MobileNetV1(int classes = ImageNetClasses)
    {
        var backbone = new MobileNetV1Backbone();
        Conv2d convolution = nn.Conv2d(backbone.FeatureSize, classes, 1);
        return new(Architectures.MobileNetV1Quarter, backbone, classes, 0.001, new PointwiseHead(convolution), ("conv_preds", convolution));
    }

    /// <summary>MobileNetV2: 3,504,872 parameters with 1000 classes.</summary>
    public static PretrainedClassifier MobileNetV2(int classes = ImageNetClasses) =>
        WithDropout(Architectures.MobileNetV2, new MobileNetV2Backbone(), classes);

    /// <summary>EfficientNet-B0: 5,288,548 parameters with 1000 classes.</summary>
    public static PretrainedClassifier EfficientNetB0(int classes = ImageNetClasses) =>
        WithDropout(Architectures.EfficientNetB0, new EfficientNetB0Backbone(), classes);

    /// <summary>ResNet18: 11,689,512 parameters with 1000 classes.</summary>
    public static PretrainedClassifier ResNet18(int classes = ImageNetClasses) => Plain(Architectures.ResNet18, ResNetBackbone.ResNet18(), classes);

    /// <summary>ResNet18 with three blocks in its last stage: 16,410,152 parameters with 1000 classes.</summary>
    public static PretrainedClassifier ResNet18MlNet(int classes = ImageNetClasses) =>
        Plain(Architectures.ResNet18MlNet, ResNetBackbone.ResNet18MlNet(), classes);

    /// <summary>ResNet50: 25,557,032 parameters with 1000 classes.</summary>
    public static PretrainedClassifier ResNet50(int classes = ImageNetClasses) => Plain(Architectures.ResNet50, ResNetBackbone.ResNet50(), classes);

    private static PretrainedClassifier WithDropout(string architecture, Backbone backbone, int classes)
    {
        Linear linear = nn.Linear(backbone.FeatureSize, classes);
        nn.init.normal_(linear.weight!, 0, 0.01);
        nn.init.zeros_(linear.bias!);
        return new(architecture, backbone, classes, 0.2, linear, ("classifier", nn.Sequential(("1", linear))));
    }

    private static PretrainedClassifier Plain(string architecture, Backbone backbone, int classes)
    {
        Linear linear = nn.Linear(backbone.FeatureSize, classes);
        return new(architecture, backbone, classes, 0, linear, ("fc", linear));
    }
}
