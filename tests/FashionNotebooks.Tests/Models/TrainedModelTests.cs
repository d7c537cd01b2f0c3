using FashionNotebooks.Checkpoints;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Search;
using FashionNotebooks.Tests.Photos;
using TorchSharp;
using TorchSharp.Tests;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Models;

public class TrainedModelTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void A_weight_that_is_not_finite_is_named(float value)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        string file = Classifier(folder, tensors => tensors["backbone.blocks.1.second.0.weight"][3, 2, 1, 0] = value);
        AssertNames("backbone.blocks.1.second.0.weight", file, () => TrainedModel.Load(file));
        AssertNames("backbone.blocks.1.second.0.weight", file, () => VisualSearchEngine.Load(file));
        AssertNames("backbone.blocks.1.second.0.weight", file, () =>
            TrainedModel.FromWeights(Architectures.SmallRes, file, Preprocessing.Course));
        using ImageClassifier model = Architectures.Create(Architectures.SmallRes, 3);
        Tensor before = model.state_dict()["backbone.stem.0.weight"].clone();
        AssertNames("backbone.blocks.1.second.0.weight", file, () => PretrainedWeights.Load(model, file));
        Assert.True(model.state_dict()["backbone.stem.0.weight"].allclose(before, 0, 0)); // nothing was copied
    }

    /// <summary>A shape without values may say any number of classes in a hundred bytes.</summary>
    [Fact]
    public void More_classes_than_a_model_has_are_refused_before_the_net_is_made()
    {
        using var folder = new TemporaryFolder();
        using Tensor head = zeros(12_000_000, 0);
        StateDict.Save(folder.At("w"), new Dictionary<string, Tensor> { ["head.2.weight"] = head });
        Assert.Contains("is a model of 12000000 classes", Assert.Throws<InputException>(() =>
            TrainedModel.FromWeights(Architectures.SmallRes, folder.At("w"), Preprocessing.Course)).Message, StringComparison.Ordinal);
    }

    [Fact]
    [NoTensorLeak]
    public void A_file_that_does_not_fit_leaves_nothing_behind()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        string wide = Classifier(folder, tensors => tensors["head.2.bias"] = zeros(4));
        Assert.Contains("head.2.bias", Assert.Throws<InputException>(() => TrainedModel.Load(wide)).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => TrainedModel.FromWeights(Architectures.MobileNetLike, wide, Preprocessing.Course));
        string siamese = Classifier(folder, _ => { }, TrainedModel.SiameseTask);
        Assert.Throws<InputException>(() => TrainedModel.Load(siamese));
        string fine = Classifier(folder, _ => { }, TrainedModel.FineGrainedTask); // names no attention
        Assert.Contains("attention", Assert.Throws<InputException>(() => TrainedModel.Load(fine)).Message, StringComparison.Ordinal);
    }

    private static void AssertNames(string tensor, string file, Action load)
    {
        string message = Assert.Throws<InputException>(load).Message;
        Assert.Contains($"'{file}'", message, StringComparison.Ordinal);
        Assert.Contains($"'{tensor}'", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private static string Classifier(
        TemporaryFolder folder, Action<Dictionary<string, Tensor>> change, string task = TrainedModel.ClassifierTask)
    {
        using ImageClassifier model = Architectures.Create(Architectures.SmallRes, 3);
        var tensors = model.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.detach().clone());
        change(tensors);
        StateDict.Save(folder.At("model.safetensors"), tensors, new CheckpointMetadata
        {
            Task = task,
            Architecture = Architectures.SmallRes,
            Classes = ["a", "b", "c"],
            Preprocessing = Preprocessing.Course,
        }.ToDictionary());
        return folder.At("model.safetensors");
    }
}
