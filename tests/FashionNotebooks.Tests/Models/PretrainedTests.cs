using System.Globalization;
using FashionNotebooks.Checkpoints;
using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Tests.Checkpoints;
using FashionNotebooks.Tests.Photos;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Models;

/// <summary>Names, numbers, freezing and folding of the nets that have published weights.</summary>
public class PretrainedTests
{
    private static readonly string[] Names =
        [Architectures.MobileNetV1Quarter, Architectures.MobileNetV2, Architectures.ResNet18, Architectures.ResNet50,
            Architectures.EfficientNetB0];

    public static TheoryData<string> AllNames => [.. Names];

    [Theory]
    [InlineData(Architectures.MobileNetV2, 3_504_872, 314)]
    [InlineData(Architectures.ResNet18, 11_689_512, 122)]
    [InlineData(Architectures.ResNet18MlNet, 16_410_152, 134)]
    [InlineData(Architectures.ResNet50, 25_557_032, 320)]
    [InlineData(Architectures.EfficientNetB0, 5_288_548, 360)]
    public void ParametersAreTorchvisions(string name, long parameters, int entries)
    {
        using ImageClassifier model = Architectures.Create(name, 1000);
        Assert.Equal(parameters, model.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(entries, model.state_dict().Count);
    }

    [Theory]
    [InlineData(Architectures.MobileNetV2, 300_774_272)]
    [InlineData(Architectures.ResNet18, 1_814_073_344)]
    public void MacsAreThoseOfThePapers(string name, long macs)
    {
        using var scope = NewDisposeScope();
        using ImageClassifier model = Architectures.Create(name, 1000);
        Assert.Equal(macs, ModelSummary.Of(model, 224).Macs);
    }

    [Fact]
    public void NamesAreTorchvisions()
    {
        using var scope = NewDisposeScope();
        foreach (var (name, keys) in new (string, string[])[]
        {
            (Architectures.MobileNetV1Quarter, ["conv1.weight", "conv_dw_13_bn.running_var", "conv_pw_13.weight", "conv_preds.bias"]),
            (Architectures.MobileNetV2, ["features.0.0.weight", "features.1.conv.0.1.running_mean", "features.2.conv.3.bias",
                "features.18.1.weight", "classifier.1.weight"]),
            (Architectures.ResNet18,
                ["conv1.weight", "bn1.num_batches_tracked", "layer2.0.downsample.0.weight", "layer4.1.bn2.bias", "fc.bias"]),
            (Architectures.ResNet50, ["layer1.0.conv3.weight", "layer1.0.downsample.1.running_var", "layer3.5.bn3.weight", "fc.weight"]),
            (Architectures.EfficientNetB0, ["features.0.1.weight", "features.1.0.block.1.fc1.weight", "features.2.0.block.2.fc2.bias",
                "features.7.0.block.3.1.bias", "classifier.1.bias"]),
        })
        {
            using ImageClassifier model = Architectures.Create(name, 3);
            var found = model.state_dict();
            Assert.All(keys, key => Assert.Contains(key, found.Keys));
            Assert.Equal(3, found.Last(pair => pair.Key.EndsWith("weight", StringComparison.Ordinal)).Value.shape[0]);
        }
    }

    [Theory]
    [MemberData(nameof(AllNames))]
    public void FrozenStagesStayAsTheyAre(string name)
    {
        using var scope = NewDisposeScope();
        using ImageClassifier model = Architectures.Create(name, 3);
        Assert.Contains("weights", Assert.Throws<InputException>(() => model.Backbone.Freeze(1)).Message, StringComparison.Ordinal);
        FormulaWeights.Fill(model);
        model.Backbone.HasWeights = true;
        model.Backbone.Freeze(3);
        Assert.Equal(5, model.Backbone.Stages.Count);
        HashSet<string> frozen = [.. model.named_parameters().Where(pair => !pair.parameter.requires_grad).Select(pair => pair.name)];
        Assert.Equal(frozen.Count, model.Backbone.Stages.Take(3).SelectMany(stage => stage).Sum(layer => layer.parameters().Count()));
        var before = model.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.clone());
        model.train();
        using (var optimizer = optim.SGD(model.parameters().Where(parameter => parameter.requires_grad), 0.1))
        {
            model.call(randn(4, 3, 64, 64)).sum().backward();
            optimizer.step();
        }
        using var grad = no_grad();
        string[] changed = [.. model.state_dict().Where(pair => !pair.Value.allclose(before[pair.Key], 0, 0)).Select(pair => pair.Key)];
        Assert.DoesNotContain(changed, frozen.Contains);
        Assert.All(Layers(model, ..3), layer => Assert.False(layer.training));
        Assert.All(Layers(model, 3..), layer => Assert.True(layer.training));
        Assert.Contains(changed, key => key.EndsWith("running_mean", StringComparison.Ordinal));
        model.Backbone.Freeze(0);
        Assert.All(model.parameters(), parameter => Assert.True(parameter.requires_grad));
        Assert.Throws<InputException>(() => model.Backbone.Freeze(6));
    }

    [Theory]
    [MemberData(nameof(AllNames))]
    public void FrozenStagesGiveTheSameInTraining(string name)
    {
        using var scope = NewDisposeScope();
        using ImageClassifier model = Architectures.Create(name, 3);
        FormulaWeights.Fill(model);
        model.Backbone.HasWeights = true;
        Tensor x = randn(10, 3, 64, 64);
        model.eval();
        Tensor expected = model.Backbone.call(x);
        double scale = expected.abs().max().item<float>();
        model.Backbone.Freeze(model.Backbone.Stages.Count);
        model.train();
        Assert.True(model.Backbone.call(x).allclose(expected, 1e-4, 1e-4 * scale));
        // The first stages only: the gradient stops there. Those above do as in evaluation here, to be comparable.
        model.Backbone.Freeze(2);
        model.train();
        foreach (nn.Module layer in model.Backbone.Stages.Skip(2).SelectMany(stage => stage))
            layer.eval();
        Tensor map = model.Backbone.call(x);
        Assert.True(map.allclose(expected, 1e-3, 1e-3 * scale));
        map.sum().backward();
        Assert.All(Layers(model, ..2).SelectMany(layer => layer.parameters()), parameter => Assert.Null(parameter.grad));
        Assert.All(Layers(model, 2..).SelectMany(layer => layer.parameters()), parameter => Assert.NotNull(parameter.grad));
    }

    [Fact]
    public void AWrongStateDictIsOneReadableLine()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using ImageClassifier source = Architectures.Create(Architectures.MobileNetV1Quarter, 4);
        var tensors = source.state_dict();
        string Message(Action<Dictionary<string, Tensor>> change)
        {
            var copy = new Dictionary<string, Tensor>(tensors);
            change(copy);
            StateDict.Save(folder.At("w.safetensors"), copy);
            string message = Assert.Throws<InputException>(() => PretrainedWeights.Load(source, folder.At("w.safetensors"))).Message;
            Assert.DoesNotContain('\n', message);
            return message;
        }
        Assert.Contains("missing 'conv1.weight'", Message(copy => copy.Remove("conv1.weight")), StringComparison.Ordinal);
        Assert.Contains("unexpected 'more'", Message(copy => copy.Add("more", ones(1))), StringComparison.Ordinal);
        Assert.Contains("wrong shape 'conv1.weight'", Message(copy => copy["conv1.weight"] = ones(1)), StringComparison.Ordinal);
        Assert.InRange(Message(copy => copy.Clear()).Length, 10, 600);
        Assert.False(source.Backbone.HasWeights);
    }

    [Fact]
    public void AHeadForOtherClassesKeepsItsStartAndCountersMayBeMissing()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using ImageClassifier source = Architectures.Create(Architectures.ResNet18, 9),
            target = Architectures.Create(Architectures.ResNet18, 4);
        StateDict.Save(folder.At("w.safetensors"),
            source.state_dict().Where(pair => !pair.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal)).ToDictionary());
        Tensor head = target.state_dict()["fc.weight"].clone();
        PretrainedWeights.Load(target, folder.At("w.safetensors"));
        Assert.True(target.state_dict()["layer1.0.conv1.weight"].allclose(source.state_dict()["layer1.0.conv1.weight"], 0, 0));
        Assert.True(target.state_dict()["fc.weight"].allclose(head, 0, 0));
        Assert.True(target.Backbone.HasWeights);
    }

    [WeightsFact]
    public void RealWeightsGiveWhatPyTorchGave()
    {
        using var scope = NewDisposeScope();
        using TrainedModel model = TrainedModel.FromWeights(
            Architectures.MobileNetV1Quarter, WeightsFact.At("mobilenet_v1_0.25_128.safetensors"),
            Architectures.PreprocessingOf(Architectures.MobileNetV1Quarter));
        Dictionary<string, Tensor> expected = StateDict.Load(WeightsFact.At("mobilenet_v1_0.25_128.expected.safetensors"));
        Assert.Equal(1000, model.Classes.Count);
        using var grad = no_grad();
        Assert.True(model.Classifier.Features(expected["input"]).allclose(expected["features"], 1e-4, 1e-4));
        Assert.True(model.Classifier.call(expected["input"]).allclose(expected["logits"], 1e-4, 1e-4));
        using var folder = new TemporaryFolder();
        OnnxExport.Write(model, folder.At("model.onnx"));
        using OnnxModel written = OnnxModel.Load(folder.At("model.onnx"));
        Assert.True(written.Run(expected["input"])["logits"].ToTensor().allclose(expected["logits"], 1e-4, 1e-4));
    }

    [TorchvisionFact]
    public void FilesThatTorchvisionSavedGiveItsScores()
    {
        using var folder = new TemporaryFolder();
        string[] names = [Architectures.MobileNetV2, Architectures.ResNet18, Architectures.ResNet50, Architectures.EfficientNetB0];
        // One pass in training gives batch norm statistics that fit the weights; without them the scores would be next to nothing.
        const string script = """
            import sys, torch, torchvision
            x = (torch.arange(12288.) / 6144 - 1).reshape(1, 3, 64, 64)
            for name in sys.argv[2:]:
                torch.manual_seed(1)
                model = getattr(torchvision.models, name)()
                for layer in model.modules():
                    if isinstance(layer, torch.nn.BatchNorm2d): layer.momentum = 1
                model(torch.cat([x, x.flip(3), torch.rand(2, 3, 64, 64)]))
                torch.save(model.state_dict(), f'{sys.argv[1]}/{name}.pth')
                print(*model.eval()(x)[0, :20].tolist())
            """;
        var run = PythonFactAttribute.Run(["-c", script, folder.At("."), .. names]);
        Assert.True(run.ExitCode == 0, run.Error);
        foreach ((string name, string line) in names.Zip(run.Output.Split('\n')))
        {
            using var scope = NewDisposeScope();
            using TrainedModel model = TrainedModel.FromWeights(name, folder.At($"{name}.pth"), Preprocessing.Course);
            float[] scores = model.Classifier.call(
                (arange(12288.0) / 6144 - 1).reshape(1, 3, 64, 64).to(ScalarType.Float32)).detach().data<float>().ToArray();
            double[] expected = [.. line.Split().Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            Assert.Equal(20, expected.Length);
            double largest = expected.Max(Math.Abs);
            Assert.True(largest > 0.01);
            // float32 itself is off by 1e-4 here
            Assert.All(expected.Index(), pair => Assert.Equal(pair.Item, scores[pair.Index], 1e-3 * largest));
        }
    }

    private static IEnumerable<nn.Module> Layers(ImageClassifier model, Range stages) =>
        model.Backbone.Stages.Take(stages).SelectMany(stage => stage).SelectMany(layer => layer.modules())
            .Where(layer => layer is TorchSharp.Modules.BatchNorm);
}
