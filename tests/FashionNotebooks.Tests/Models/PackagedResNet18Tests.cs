using FashionNotebooks.Checkpoints;
using FashionNotebooks.Models;
using FashionNotebooks.Tests.Photos;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Models;

/// <summary>The net of a package: its numbers against ONNX Runtime's, and files that are something else.</summary>
public sealed class PackagedResNet18Tests : IDisposable
{
    private readonly TemporaryFolder folder = Fixture.Folder();

    public void Dispose() => folder.Dispose();

    [PackageFact]
    public void ItsFeaturesAreThoseOfThePackagesGraph()
    {
        using var scope = NewDisposeScope();
        PackagedResNet18 packaged = PackagedResNet18.Open(PackageFact.File);
        Dictionary<string, Tensor> weights = packaged.StateDict();
        using ImageClassifier net = Architectures.Create(Architectures.ResNet18MlNet, 7);
        string file = folder.At("w.safetensors");
        StateDict.Save(file, weights);
        PretrainedWeights.Load(net, file);
        random.manual_seed(5);
        Tensor pixels = randint(0, 256, [2, 3, 224, 224], dtype: ScalarType.Byte);
        Assert.InRange(packaged.Difference(net, pixels), 0, 1e-4);

        using var grad = no_grad();
        Tensor stem = net.state_dict()["conv1.weight"];
        stem.copy_(stem.flip(1)); // blue, green, red
        Assert.InRange(packaged.Difference(net, pixels), 1e-2, double.PositiveInfinity);
    }

    [PackageFact]
    public void ItHasOneBlockMoreThanTorchvisions()
    {
        using var scope = NewDisposeScope();
        string file = folder.At("w.safetensors");
        StateDict.Save(file, PackagedResNet18.Open(PackageFact.File).StateDict());
        using ImageClassifier net = Architectures.Create(Architectures.ResNet18, 7);
        Assert.Contains(
            "layer4.2", Assert.Throws<InputException>(() => PretrainedWeights.Load(net, file)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3, 4, 255, 255 })]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 8, 3 })] // a model that says its version and nothing else
    public void OtherBytesAreNamed(byte[] bytes)
    {
        using var scope = NewDisposeScope();
        string file = folder.At("other.onnx");
        File.WriteAllBytes(file, bytes);
        Assert.Contains(
            file, Assert.Throws<InputException>(() => PackagedResNet18.Open(file).StateDict()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AHeadThatTheFileLacksKeepsItsStart()
    {
        using var scope = NewDisposeScope();
        using ImageClassifier source = Architectures.Create(Architectures.SmallRes, 3),
            target = Architectures.Create(Architectures.SmallRes, 3);
        FormulaWeights.Fill(source);
        var headless = source.state_dict().Where(pair => !pair.Key.StartsWith("head.", StringComparison.Ordinal)).ToDictionary();
        StateDict.Save(folder.At("w.safetensors"), headless);
        Tensor start = target.state_dict().First(pair => pair.Key.StartsWith("head.", StringComparison.Ordinal)).Value.clone();
        PretrainedWeights.Load(target, folder.At("w.safetensors"));
        var loaded = target.state_dict();
        Assert.True(loaded.First(pair => pair.Key.StartsWith("head.", StringComparison.Ordinal)).Value.equal(start).all().item<bool>());
        Assert.All(headless, pair => Assert.True(loaded[pair.Key].equal(pair.Value).all().item<bool>()));
    }
}
