using System.Runtime.InteropServices;
using FashionNotebooks.Checkpoints;
using FashionNotebooks.Data;
using FashionNotebooks.Export;
using FashionNotebooks.Models;
using FashionNotebooks.Tests.Models;
using TorchSharp;
using TorchSharp.Tests;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Export;

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
        long full = OnnxExport.Write(model, Target).Bytes, small = OnnxExport.Write(model, Target, new() { Calibration = calibration, Pixels = bytes }).Bytes;
        Assert.InRange(small / (double)full, 0.2, 0.45);
        using OnnxModel read = OnnxModel.Read(Target);
        Assert.Equal("int8", read.Metadata["precision"]);
        Tensor embedding = read.Run(bytes ? pixels.permute(0, 2, 3, 1) : Normalization.ToModelInput(pixels))["embedding"];
        Assert.InRange(Agreement(model, pixels, embedding), 0.98, 1);
    }

    [OnnxRuntimeTheory]
    [InlineData("mobilenet-like")]
    [InlineData("small-res")]
    [InlineData("mobilenet_v1_025")]
    [InlineData("efficientnet_b0")]
    [InlineData("resnet18")]
    public void Runtime_agrees_with_our_reading(string architecture)
    {
        using var scope = NewDisposeScope();
        using TrainedModel model = OnnxNets.Classifier(architecture, folder);
        Tensor pixels = OnnxNets.Pictures(7);
        OnnxExport.Write(model, Target, new() { Calibration = OnnxNets.Pictures(32) });
        using OnnxModel read = OnnxModel.Read(Target);
        float[] ours = read.Run(Normalization.ToModelInput(pixels))["embedding"].data<float>().ToArray();
        float[] theirs = OnnxRuntime.Run(Target, pixels).Numbers("embedding");
        int width = ours.Length / 7; // of one picture; integer sums may round to the neighbouring code
        Assert.All(ours.Chunk(width).Zip(theirs.Chunk(width)), pair => Assert.InRange(pair.First.Zip(pair.Second, (a, b) => a * b).Sum(), 0.995, 1.001));
    }

    [OnnxCheckerFact]
    public void Checker_accepts_the_files()
    {
        using TrainedModel model = OnnxNets.Classifier(FashionNotebooks.Models.Architectures.EfficientNetB0, folder);
        using var calibration = OnnxNets.Pictures(4);
        OnnxExport.Write(model, Target, new() { Calibration = calibration, Pixels = true });
        OnnxChecker.Check(Target, folder);
        using FineGrainedEncoder encoder = FineGrainedEncoderTests.Make(AttentionKind.Both);
        using var fine = TrainedModel.Load(FineGrainedEncoderTests.Save(encoder, Path.Combine(folder, "fine.safetensors"), AttentionKind.Both));
        using Tensor pixels = randint(0, 256, [4, 3, 48, 48], dtype: ScalarType.Byte);
        OnnxExport.Write(fine, Target, new() { Calibration = pixels });
        OnnxChecker.Check(Target, folder);
    }

    [Fact]
    public void Codes_are_within_half_a_step_of_each_weight()
    {
        var dice = new Random(1);
        float[] weights = [.. Enumerable.Range(0, 5 * 27).Select(i => i < 27 ? 0 : (i / 27) * (float)(dice.NextDouble() - 0.5))];
        (TensorEntry codes, float[] scales) = Int8Codes.OfWeight(new TensorEntry("w", ElementType.F32, [5, 3, 3, 3], MemoryMarshal.AsBytes<float>(weights).ToArray()));
        sbyte[] values = MemoryMarshal.Cast<byte, sbyte>(codes.Bytes.Span).ToArray();
        for (int i = 0; i < weights.Length; i++)
            Assert.InRange(Math.Abs(weights[i] - values[i] * scales[i / 27]), 0, scales[i / 27] * 0.5001);
        Assert.All(values.Chunk(27).Skip(1), channel => Assert.Equal(64, channel.Max(code => Math.Abs((int)code))));
        Assert.All(values.Take(27), code => Assert.Equal(0, code));
    }

    [Fact]
    public void Biases_give_back_what_rounding_the_weights_takes()
    {
        float[] weights = [1, 0.49f / 64, 0, 0, 2, 1.02f, -1, 0.98f]; // [2, 2, 1, 2]: codes 64 0 0 0 and 64 33 -32 31
        var weight = new TensorEntry("w", ElementType.F32, [2, 2, 1, 2], MemoryMarshal.AsBytes<float>(weights).ToArray());
        (TensorEntry codes, float[] scales) = Int8Codes.OfWeight(weight);
        double[,] errors = Int8Codes.Errors(weight, codes, scales);
        Assert.Equal([0.49 / 64, 0, 1.02 - 33.0 / 32, 0.98 - 31.0 / 32], errors.Cast<double>(), (a, b) => Math.Abs(a - b) < 1e-6);
        var bias = new TensorEntry("b", ElementType.F32, [2], MemoryMarshal.AsBytes<float>([1f, -1f]).ToArray());
        TensorEntry whole = Int8Codes.OfBias(bias, [0.5f, 0.25f], [1, 0.5f]);
        Assert.Equal([4, -2], MemoryMarshal.Cast<byte, int>(whole.Bytes.Span).ToArray());
    }

    [Theory]
    [InlineData(-1f, 1f)]
    [InlineData(0f, 6f)]
    [InlineData(-3f, 0f)]
    [InlineData(0f, 0f)]
    public void Zero_has_a_code_of_its_own(float low, float high)
    {
        var range = new ValueRange(low, high);
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

    // The smallest cosine of an embedding with the model's own.
    private static double Agreement(TrainedModel model, Tensor pixels, Tensor embedding) =>
        nn.functional.normalize(model.Embedder().Embed(pixels)).mul(embedding).sum(1).min().item<float>();
}
