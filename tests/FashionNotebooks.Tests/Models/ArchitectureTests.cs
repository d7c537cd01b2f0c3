using FashionNotebooks.Engine;
using FashionNotebooks.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Models;

public class ArchitectureTests
{
    [Theory]
    [InlineData(Architectures.MobileNetLike, 7, 429_399, 16_486_848)]
    [InlineData(Architectures.MobileNetLike, 10, 429_594, 16_487_040)]
    [InlineData(Architectures.MobileNetLikeDepthwise, 7, 33_039, 3_063_744)]
    [InlineData(Architectures.MobileNetLikeDepthwise, 10, 33_234, 3_063_936)]
    [InlineData(Architectures.SmallRes, 7, 407_167, 33_236_288)]
    [InlineData(Architectures.SmallDepthwise, 7, 149_959, 14_150_976)]
    public void ParametersAndMacsAreThoseOfTheTable(string name, int classes, long parameters, long macs)
    {
        using var scope = NewDisposeScope();
        using ImageClassifier model = Architectures.Create(name, classes);
        ModelSummary summary = ModelSummary.Of(model);
        Assert.Equal(parameters, summary.Parameters);
        Assert.Equal(macs, summary.Macs);
        Assert.Equal(parameters, summary.Layers.Sum(layer => layer.Parameters));
        Assert.Equal([1, classes], summary.Layers[^1].OutputShape);
    }

    [Fact]
    public void StateDictKeysAreTheReferences()
    {
        using var model = new MobileNetLikeClassifier(7);
        var keys = model.state_dict().Keys;
        foreach (string key in new[]
        {
            "backbone.stem.0.weight", "backbone.stem.1.running_mean", "backbone.blocks.0.expand.0.weight",
                "backbone.blocks.1.depthwise.1.num_batches_tracked",
            "backbone.blocks.2.project.0.weight", "backbone.blocks.2.shortcut.0.weight", "head.2.weight", "head.2.bias",
        })
            Assert.Contains(key, keys);
        using var siamese = new SiameseNetwork(new SiameseEncoder(model.Backbone));
        Assert.Contains("encoder.backbone.stem.0.weight", siamese.state_dict().Keys);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(7)]
    public void AStridedBlockStartsAsAProjectionOfAveragedPixels(long side)
    {
        using var scope = NewDisposeScope();
        using var block = ConvLayers.ResidualBlock(3, 5, stride: 2);
        block.eval();
        Tensor x = randn(2, 3, side, side);
        Tensor averages = nn.functional.avg_pool2d(x, 2, ceil_mode: true); // [2, 3, 4, 4]
        Tensor projected = nn.functional.conv2d(averages, block.state_dict()["shortcut.0.weight"]).div(Math.Sqrt(1 + 1e-5));
        Assert.True(block.call(x).allclose(projected.relu(), rtol: 1e-4, atol: 1e-5));
    }

    [Fact]
    public void AnUnknownNameListsTheKnownOnes()
    {
        var error = Assert.Throws<InputException>(() => Architectures.Create("resnet", 7));
        Assert.All(Architectures.Names, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
        Assert.Throws<InputException>(() => Architectures.Create(Architectures.SmallRes, 1));
    }

    [Theory]
    [InlineData(Architectures.MobileNetLike)]
    [InlineData(Architectures.MobileNetLikeDepthwise)]
    [InlineData(Architectures.SmallRes)]
    [InlineData(Architectures.SmallDepthwise)]
    public void LogitsOfFeaturesAreTheForwardPass(string name)
    {
        using var scope = NewDisposeScope();
        using ImageClassifier model = Architectures.Create(name, 5);
        model.eval();
        Tensor x = randn(2, 3, 64, 64);
        Tensor features = model.Features(x);
        Assert.Equal([2, model.FeatureSize], features.shape);
        Assert.True(model.Logits(features).allclose(model.call(x), 1e-5, 1e-6));
    }

    [Fact]
    public void UnitEmbeddingsHaveLengthOneAndTheOthersAreThePooledFeatures()
    {
        using var scope = NewDisposeScope();
        using ImageClassifier model = Architectures.Create(Architectures.SmallRes, 5);
        model.eval();
        Tensor x = randn(3, 3, 64, 64);
        using var unit = new SiameseEncoder(model.Backbone, unitLength: true);
        unit.eval();
        Tensor length = unit.call(x).norm(1);
        Assert.True(length.allclose(ones_like(length), 1e-5, 1e-6));
        using var raw = new SiameseEncoder(model.Backbone);
        Assert.True(raw.call(x).allclose(model.Features(x)));
    }
}
