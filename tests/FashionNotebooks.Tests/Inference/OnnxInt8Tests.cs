using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Models.FineGrained;
using FashionNotebooks.Photos;
using FashionNotebooks.Tests.Models;
using FashionNotebooks.Tests.Models.FineGrained;
using TorchSharp;
using TorchSharp.Tests;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Inference;

public sealed class OnnxInt8Tests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("onnx-int8-").FullName;

    private string Target => Path.Combine(folder, "model.onnx");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("mobilenet-like", false)]
    [InlineData("small-res", false)]
    [InlineData("small-res", true)]
    [InlineData("mobilenet_v1_025", false)]
    [NoTensorLeak]
    public void Eight_bits_stay_near_the_model(string architecture, bool bytes)
    {
        using var scope = NewDisposeScope();
        using TrainedModel model = OnnxNets.Classifier(architecture, folder);
        Tensor calibration = OnnxNets.Pictures(32), pixels = OnnxNets.Pictures(8);
        long full = OnnxExport.Write(model, Target).Bytes,
            small = OnnxExport.Write(model, Target, new() { Calibration = calibration, Pixels = bytes }).Bytes;
        Assert.InRange(small / (double)full, 0.2, 0.45);
        using OnnxModel read = OnnxModel.Load(Target);
        Assert.Equal("int8", read.Metadata["precision"]);
        Tensor input = Normalization.ToModelInput(pixels);
        Tensor embedding = read.Run(bytes ? pixels.permute(0, 2, 3, 1) : input)["embedding"].ToTensor();
        // The smallest cosine of an embedding with the model's own.
        Assert.InRange(OnnxNets.UnitEmbedding(model, input).mul(embedding).sum(1).min().item<float>(), 0.98, 1.00001);
    }

    [Fact]
    public void The_ranges_are_those_that_the_maps_have()
    {
        using var scope = NewDisposeScope();
        using TrainedModel model = OnnxNets.Classifier(FashionNotebooks.Models.Architectures.MobileNetLike, folder);
        Tensor pixels = OnnxNets.Pictures(20), input = Normalization.ToModelInput(pixels);
        OnnxGraph graph = ModelGraph.Of(null, model.AnyEncoder, new(64, NormalizationKind.Half, GraphInput.Numbers));
        Dictionary<string, MapStatistics> maps = MapStatistics.Measure(graph, batch => Normalization.ToModelInput(batch), pixels, default);
        using var grad = no_grad();
        Tensor last = model.Classifier.Backbone.call(input); // [20, 64, 4, 4], in batches of 16 and 4
        MapStatistics found = maps[graph.Proto.Node.Single(node => node.OpType == "GlobalAveragePool").Input[0]];
        float most = (last.narrow(0, 0, 16).max().item<float>() + last.narrow(0, 16, 4).max().item<float>()) / 2;
        Assert.Equal(0, found.Low);
        Assert.Equal(most, found.High, 1e-3f * most);
        Assert.True(tensor(found.Means).allclose(last.mean([0, 2, 3]), 1e-3, 1e-4));
        Assert.Equal(input.max().item<float>(), maps["input"].High, 0.01f);
    }

    [OnnxCheckerFact]
    public void Checker_accepts_the_files()
    {
        using TrainedModel model = OnnxNets.Classifier(FashionNotebooks.Models.Architectures.EfficientNetB0, folder);
        using var calibration = OnnxNets.Pictures(4);
        OnnxExport.Write(model, Target, new() { Calibration = calibration, Pixels = true });
        OnnxChecker.Check(Target, folder);
        using FineGrainedEncoder encoder = FineGrainedEncoderTests.Make(AttentionKind.Both);
        using var fine = TrainedModel.Load(
            FineGrainedEncoderTests.Save(encoder, Path.Combine(folder, "fine.safetensors"), AttentionKind.Both));
        using Tensor pixels = randint(0, 256, [4, 3, 48, 48], dtype: ScalarType.Byte);
        OnnxExport.Write(fine, Target, new() { Calibration = pixels });
        OnnxChecker.Check(Target, folder);
    }

    [Fact]
    public void Codes_are_within_half_a_step_of_each_weight()
    {
        var dice = new Random(1);
        float[] weights = [.. Enumerable.Range(0, 5 * 27).Select(i => i < 27 ? 0 : (i / 27) * (float)(dice.NextDouble() - 0.5))];
        (sbyte[] values, float[] scales, _) = Int8Graph.OfWeight(weights, channels: 5, inputs: 3);
        for (int i = 0; i < weights.Length; i++)
            Assert.InRange(Math.Abs(weights[i] - values[i] * scales[i / 27]), 0, scales[i / 27] * 0.5001);
        Assert.All(values.Chunk(27).Skip(1), channel => Assert.Equal(64, channel.Max(code => Math.Abs((int)code))));
        Assert.All(values.Take(27), code => Assert.Equal(0, code));
    }

    [Fact]
    public void Biases_give_back_what_rounding_the_weights_takes()
    {
        float[] weights = [1, 0.49f / 64, 0, 0, 2, 1.02f, -1, 0.98f]; // [2, 2, 1, 2]: codes 64 0 0 0 and 64 33 -32 31
        (_, _, double[,] errors) = Int8Graph.OfWeight(weights, channels: 2, inputs: 2);
        Assert.Equal([0.49 / 64, 0, 1.02 - 33.0 / 32, 0.98 - 31.0 / 32], errors.Cast<double>(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([4, -2], Int8Graph.OfBias([1, -1], [0.5f, 0.25f], [1, 0.5f]));
    }

    [Theory]
    [InlineData(-1f, 1f)]
    [InlineData(0f, 6f)]
    [InlineData(-3f, 0f)]
    [InlineData(0f, 0f)]
    public void Zero_has_a_code_of_its_own(float low, float high)
    {
        var range = new MapStatistics(channels: 1);
        range.Add([low, high], places: 2);
        Assert.InRange((0 - range.Zero) * range.Scale - low, -range.Scale / 2, range.Scale / 2 + 1e-6);
        Assert.InRange((255 - range.Zero) * range.Scale - high, -range.Scale / 2, range.Scale * 256);
    }

    [Fact]
    public void Eight_bits_need_folded_batch_norm()
    {
        using TrainedModel model = OnnxNets.Classifier(FashionNotebooks.Models.Architectures.MobileNetLike, folder);
        using var calibration = OnnxNets.Pictures(1);
        Assert.Throws<ArgumentException>(() => OnnxExport.Write(model, Target, new() { Calibration = calibration, Fold = false }));
    }
}
