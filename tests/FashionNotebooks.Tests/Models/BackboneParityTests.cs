using System.Runtime.InteropServices;
using FashionNotebooks.Checkpoints;
using FashionNotebooks.Models;
using FashionNotebooks.Tests.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Models;

/// <summary>The nets against torchvision's, with the same weights: scores, features and gradients of the input.</summary>
public class BackboneParityTests
{
    private const int Samples = 32, Sums = 3;

    private static readonly Dictionary<string, TensorEntry> Expected =
        SafeTensorsFile.Read(TrainingFixture.Path("backbones.safetensors")).Tensors.ToDictionary(entry => entry.Name);

    [Theory]
    [InlineData(Architectures.MobileNetV1Quarter)]
    [InlineData(Architectures.MobileNetV2)]
    [InlineData(Architectures.ResNet18)]
    [InlineData(Architectures.ResNet50)]
    [InlineData(Architectures.EfficientNetB0)]
    public void EqualsTorchvisions(string name)
    {
        using ImageClassifier model = Architectures.Create(name, 1000);
        FormulaWeights.Fill(model);
        model.to(ScalarType.Float64);
        foreach (bool training in new[] { false, true }) // training changes the statistics, which only evaluation reads
        {
            model.train(training);
            foreach ((int size, int batch) in new[] { (224, 1), (96, 1), (96, 3), (64, 1), (64, 3) })
                Compare(model, $"{name}/{(training ? "train" : "eval")}/{size}/{batch}", size, batch);
        }
    }

    private static void Compare(ImageClassifier model, string key, int size, int batch)
    {
        using var scope = NewDisposeScope();
        Tensor x = (tensor(FormulaWeights.Numbers("input", batch * 3L * size * size)).reshape(batch, 3, size, size) * 2 - 1).to(
            ScalarType.Float64);
        x.requires_grad = true;
        random.manual_seed(7);
        Tensor features = model.Features(x);
        Tensor logits = model.Logits(features);
        Tensor weights = (tensor(FormulaWeights.Numbers("gradient", batch * 1000L)).reshape(batch, 1000) - 0.5).to(ScalarType.Float64);
        (logits * weights).sum().backward();
        Close($"{key}/logits", logits);
        Close($"{key}/gradient", x.grad!);
        if (!model.training)
            Close($"{key}/features", features);
    }

    // Relative to the largest value: a net of fifty layers with made-up weights gives scores in the thousands.
    private static void Close(string key, Tensor actual)
    {
        ReadOnlySpan<double> expected = MemoryMarshal.Cast<byte, double>(Expected[key].Bytes.Span);
        double[] flat = TrainingFixture.Doubles(actual);
        double largest = flat.Max(Math.Abs), length = Math.Sqrt(flat.Sum(v => v * v)), scale = Math.Max(1, expected[1]);
        double[] found = [flat.Sum(), largest, length,
            .. Enumerable.Range(0, Samples).Select(i => flat[(long)i * (flat.Length - 1) / (Samples - 1)])];
        for (int i = 0; i < found.Length; i++)
        {
            double unit = i switch { 0 => scale * Math.Sqrt(flat.Length), 2 => Math.Max(1, expected[2]), _ => scale };
            Assert.True(
                Math.Abs(expected[i] - found[i]) <= 1e-8 * unit, $"{key}[{i - Sums}]: torchvision {expected[i]:R}, here {found[i]:R}");
        }
    }
}
