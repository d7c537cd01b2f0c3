using FashionNotebooks.Data;
using FashionNotebooks.Export;
using FashionNotebooks.Models;
using FashionNotebooks.Tests.Models;
using TorchSharp;
using TorchSharp.Tests;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Export;

/// <summary>What a file computes when its operations are done one by one is what the model computes.</summary>
public sealed class OnnxModelTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("onnx-model-").FullName;

    public static TheoryData<string> Nets => OnnxNets.All;

    private string Target => Path.Combine(folder, "model.onnx");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Nets))]
    [NoTensorLeak]
    public void Computes_what_the_classifier_computes(string architecture)
    {
        using var scope = NewDisposeScope();
        using TrainedModel model = OnnxNets.Classifier(architecture, folder);
        Tensor pixels = OnnxNets.Pictures(2);
        foreach (var options in (OnnxOptions[])[new(), new() { Fold = false, Pixels = true }])
        {
            OnnxExport.Write(model, Target, options);
            using OnnxModel read = OnnxModel.Read(Target);
            IReadOnlyDictionary<string, Tensor> outputs = read.Run(options.Pixels ? pixels.permute(0, 2, 3, 1) : Normalization.ToModelInput(pixels));
            AssertClose(model.Predictor().Logits(pixels), outputs["logits"]);
            AssertClose(nn.functional.normalize(model.Embedder().Embed(pixels)), outputs["embedding"]);
        }
    }

    [Fact]
    public void Computes_what_the_encoders_compute()
    {
        using var scope = NewDisposeScope();
        using TrainedModel siamese = OnnxNets.Encoder(centred: true, projection: 16, folder);
        AssertReads(siamese, OnnxNets.Pictures(3));
        using FineGrainedEncoder encoder = FineGrainedEncoderTests.Make(AttentionKind.Both);
        using var fine = TrainedModel.Load(FineGrainedEncoderTests.Save(encoder, Path.Combine(folder, "fine.safetensors"), AttentionKind.Both));
        AssertReads(fine, randint(0, 256, [3, 3, 48, 48], dtype: ScalarType.Byte));
    }

    [Fact]
    public void Says_what_is_in_the_file()
    {
        using TrainedModel model = OnnxNets.Classifier(FashionNotebooks.Models.Architectures.SmallRes, folder);
        OnnxExport.Write(model, Target);
        using OnnxModel read = OnnxModel.Read(Target);
        Assert.Equal("small-res", read.Metadata["architecture"]);
        Assert.Equal(1, read.Operators["GlobalAveragePool"] - 1); // the picture and its mirror image
        Assert.Contains(read.Constants, constant => constant.Name.StartsWith("head.", StringComparison.Ordinal) && constant.Shape.SequenceEqual([7L]));
    }

    [Fact]
    public void Damaged_files_are_one_line()
    {
        using TrainedModel model = OnnxNets.Classifier(FashionNotebooks.Models.Architectures.MobileNetLikeDepthwise, folder);
        OnnxExport.Write(model, Target);
        byte[] good = File.ReadAllBytes(Target);
        var dice = new Random(5);
        for (int i = 0; i < 200; i++)
        {
            byte[] bad = good[..(i % 2 == 0 ? dice.Next(good.Length) : good.Length)];
            for (int k = 0; k < 4 && bad.Length > 0; k++)
                bad[dice.Next(bad.Length)] = (byte)dice.Next(256);
            File.WriteAllBytes(Target, bad);
            if (Record.Exception(() => OnnxModel.Read(Target).Dispose()) is { } error)
                Assert.DoesNotContain('\n', Assert.IsType<InputException>(error).Message);
        }
        Assert.Throws<InputException>(() => OnnxModel.Read(Path.Combine(folder, "nowhere.onnx")));
    }

    private void AssertReads(TrainedModel model, Tensor pixels)
    {
        OnnxExport.Write(model, Target);
        using OnnxModel read = OnnxModel.Read(Target);
        AssertClose(nn.functional.normalize(model.Embedder().Embed(pixels)), read.Run(Normalization.ToModelInput(pixels))["embedding"]);
    }

    private static void AssertClose(Tensor ours, Tensor read) => OnnxRuntime.AssertClose(ours, read.contiguous().data<float>().ToArray());
}
