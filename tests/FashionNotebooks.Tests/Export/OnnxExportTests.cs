using System.Text.Json;
using FashionNotebooks.Export;
using FashionNotebooks.Models;
using FashionNotebooks.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Export;

public sealed class OnnxExportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("onnx-").FullName;

    public static TheoryData<string> Nets => OnnxNets.All;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [OnnxRuntimeTheory]
    [MemberData(nameof(Nets))]
    public void Runtime_agrees_with_us_for_every_architecture(string architecture)
    {
        using var scope = NewDisposeScope();
        using TrainedModel model = OnnxNets.Classifier(architecture, folder);
        Tensor pixels = OnnxNets.Pictures(10);
        foreach (var options in (OnnxOptions[])[new(), new() { Fold = false, Pixels = true }])
        {
            string file = Path.Combine(folder, "model.onnx");
            OnnxExport.Write(model, file, options);
            JsonElement answer = OnnxRuntime.Run(file, pixels, options.Pixels, 1, 2, 7);
            OnnxRuntime.AssertClose(model.Predictor().Logits(pixels), answer.Numbers("logits"));
            OnnxRuntime.AssertClose(nn.functional.normalize(model.Embedder().Embed(pixels)), answer.Numbers("embedding"));
        }
    }

    [OnnxRuntimeTheory]
    [InlineData(true, 0)]
    [InlineData(true, 16)]
    [InlineData(false, 0)]
    public void Runtime_agrees_with_us_for_encoders(bool centred, int projection)
    {
        using var scope = NewDisposeScope();
        using TrainedModel model = OnnxNets.Encoder(centred, projection, folder);
        Tensor pixels = OnnxNets.Pictures(3);
        string file = Path.Combine(folder, "encoder.onnx");
        OnnxSummary summary = OnnxExport.Write(model, file);
        Assert.Equal(["embedding"], summary.Outputs);
        OnnxRuntime.AssertClose(nn.functional.normalize(model.Embedder().Embed(pixels)), OnnxRuntime.Run(file, pixels).Numbers("embedding"));
    }

    [OnnxRuntimeTheory]
    [InlineData(AttentionKind.None, PoolingKind.Mean, 48)]
    [InlineData(AttentionKind.Both, PoolingKind.MeanAndMax, 48)]
    [InlineData(AttentionKind.Both, PoolingKind.Pyramid, 16)] // maps of 2×2, 5×5 and 6×6: cells that overlap and cells that do not
    [InlineData(AttentionKind.Both, PoolingKind.Pyramid, 40)]
    [InlineData(AttentionKind.None, PoolingKind.Pyramid, 48)]
    public void Runtime_agrees_with_us_for_fine_grained_encoders(AttentionKind attention, PoolingKind pooling, int size)
    {
        using var scope = NewDisposeScope();
        using FineGrainedEncoder encoder = FineGrainedEncoderTests.Make(attention, pooling);
        using var model = TrainedModel.Load(FineGrainedEncoderTests.Save(encoder, Path.Combine(folder, "fine.safetensors"), attention, pooling, size));
        Tensor pixels = randint(0, 256, [3, 3, size, size], dtype: ScalarType.Byte);
        foreach (bool fold in (bool[])[true, false])
        {
            string file = Path.Combine(folder, "fine.onnx");
            OnnxExport.Write(model, file, new OnnxOptions { Fold = fold });
            OnnxRuntime.AssertClose(model.Embedder().Embed(pixels), OnnxRuntime.Run(file, pixels).Numbers("embedding"));
        }
    }

    [OnnxCheckerFact]
    public void Checker_accepts_the_file_and_the_weights_keep_their_names()
    {
        using TrainedModel model = OnnxNets.Classifier(FashionNotebooks.Models.Architectures.MobileNetLike, folder);
        string file = Path.Combine(folder, "model.onnx");
        OnnxExport.Write(model, file, new OnnxOptions { Fold = false });
        JsonElement seen = OnnxChecker.Check(file, folder);
        Assert.Equal(JsonSerializer.Serialize(model.Classes), seen.GetProperty("metadata").GetProperty("class_names").GetString());
        string[] names = [.. seen.GetProperty("initializers").EnumerateArray().Select(name => name.GetString()!)];
        Assert.Contains("backbone.blocks.0.expand.0.weight", names);
        Assert.Contains("head.2.bias", names);
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Fact]
    public void Same_model_gives_the_same_bytes()
    {
        using TrainedModel model = OnnxNets.Classifier(FashionNotebooks.Models.Architectures.SmallRes, folder);
        string[] files = [Path.Combine(folder, "a.onnx"), Path.Combine(folder, "b.onnx")];
        foreach (string file in files)
            OnnxExport.Write(model, file);
        Assert.Equal(File.ReadAllBytes(files[0]), File.ReadAllBytes(files[1]));
    }
}
