using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using FashionNotebooks.Checkpoints;
using FashionNotebooks.Data;
using FashionNotebooks.Export;
using FashionNotebooks.Models;
using FashionNotebooks.Tests.Checkpoints;
using FashionNotebooks.Tests.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Export;

public sealed class OnnxExportTests : IDisposable
{
    private const string CheckScript = """
        import json, sys, onnx
        model = onnx.load(sys.argv[1])
        onnx.checker.check_model(model, full_check=True)
        print(json.dumps({"opset": model.opset_import[0].version, "ir": model.ir_version, "metadata": {p.key: p.value for p in model.metadata_props},
                          "initializers": [i.name for i in model.graph.initializer]}))
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("onnx-").FullName;

    public static TheoryData<string> Nets
    {
        get
        {
            var names = new TheoryData<string>();
            foreach (string name in FashionNotebooks.Models.Architectures.Names.Where(name => name != FashionNotebooks.Models.Architectures.ResNet50))
                names.Add(name);
            return names;
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [OnnxRuntimeTheory]
    [MemberData(nameof(Nets))]
    public void Runtime_agrees_with_us_for_every_architecture(string architecture)
    {
        using var scope = NewDisposeScope();
        using TrainedModel model = Classifier(architecture);
        using var predictorInput = Pictures(7);
        foreach (var options in (OnnxOptions[])[new(), new() { Fold = false, Pixels = true }])
        {
            string file = Path.Combine(folder, "model.onnx");
            OnnxExport.Write(model, file, options);
            foreach (int count in (int[])[1, 2, 7])
            {
                Tensor pixels = predictorInput.narrow(0, 0, count).contiguous();
                JsonElement answer = Run(file, pixels, options.Pixels);
                AssertClose(model.Predictor().Logits(pixels), answer.GetProperty("logits"));
                AssertClose(nn.functional.normalize(model.Embedder().Embed(pixels)), answer.GetProperty("embedding"));
            }
        }
    }

    [OnnxRuntimeTheory]
    [InlineData(true, 0)]
    [InlineData(true, 16)]
    [InlineData(false, 0)]
    public void Runtime_agrees_with_us_for_encoders(bool centred, int projection)
    {
        using var scope = NewDisposeScope();
        using TrainedModel model = Encoder(centred, projection);
        Tensor pixels = Pictures(3);
        string file = Path.Combine(folder, "encoder.onnx");
        OnnxSummary summary = OnnxExport.Write(model, file);
        Assert.Equal(["embedding"], summary.Outputs);
        AssertClose(nn.functional.normalize(model.Embedder().Embed(pixels)), Run(file, pixels, bytes: false).GetProperty("embedding"));
    }

    [OnnxRuntimeTheory]
    [InlineData(AttentionKind.None)]
    [InlineData(AttentionKind.Both)]
    public void Runtime_agrees_with_us_for_fine_grained_encoders(AttentionKind attention)
    {
        using var scope = NewDisposeScope();
        using FineGrainedEncoder encoder = FineGrainedEncoderTests.Make(attention);
        using var model = TrainedModel.Load(FineGrainedEncoderTests.Save(encoder, Path.Combine(folder, "fine.safetensors"), attention));
        Tensor pixels = randint(0, 256, [3, 3, 48, 48], dtype: ScalarType.Byte);
        foreach (bool fold in (bool[])[true, false])
        {
            string file = Path.Combine(folder, "fine.onnx");
            OnnxExport.Write(model, file, new OnnxOptions { Fold = fold });
            AssertClose(model.Embedder().Embed(pixels), Run(file, pixels, bytes: false).GetProperty("embedding"));
        }
    }

    [OnnxCheckerFact]
    public void Checker_accepts_the_file_and_the_weights_keep_their_names()
    {
        using TrainedModel model = Classifier(FashionNotebooks.Models.Architectures.MobileNetLike);
        string file = Path.Combine(folder, "model.onnx"), script = Path.Combine(folder, "check.py");
        File.WriteAllText(script, CheckScript);
        OnnxExport.Write(model, file, new OnnxOptions { Fold = false });
        (int code, string output, string error) = PythonFactAttribute.Run(script, file);
        Assert.True(code == 0, error);
        JsonElement seen = JsonDocument.Parse(output.Split('\n').First(line => line.StartsWith('{'))).RootElement;
        Assert.Equal((17, 8), (seen.GetProperty("opset").GetInt32(), seen.GetProperty("ir").GetInt32()));
        Assert.Equal(JsonSerializer.Serialize(model.Classes), seen.GetProperty("metadata").GetProperty("class_names").GetString());
        string[] names = [.. seen.GetProperty("initializers").EnumerateArray().Select(name => name.GetString()!)];
        Assert.Contains("backbone.blocks.0.expand.0.weight", names);
        Assert.Contains("head.2.bias", names);
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Fact]
    public void Same_model_gives_the_same_bytes()
    {
        using TrainedModel model = Classifier(FashionNotebooks.Models.Architectures.SmallRes);
        string[] files = [Path.Combine(folder, "a.onnx"), Path.Combine(folder, "b.onnx")];
        foreach (string file in files)
            OnnxExport.Write(model, file);
        Assert.Equal(File.ReadAllBytes(files[0]), File.ReadAllBytes(files[1]));
    }

    private TrainedModel Classifier(string architecture)
    {
        random.manual_seed(3);
        using ImageClassifier model = FashionNotebooks.Models.Architectures.Create(architecture, 7);
        MoveStatistics(model);
        return Saved(model.state_dict(), new CheckpointMetadata
        {
            Task = TrainedModel.ClassifierTask,
            Architecture = architecture,
            Classes = ["a", "b", "c", "d", "e", "f", "g"],
            Preprocessing = Preprocessing.Course,
            EmbeddingDimension = model.FeatureSize,
            Options = new Dictionary<string, string> { [TrainedModel.FlipOption] = "true" },
        });
    }

    private TrainedModel Encoder(bool centred, int projection)
    {
        random.manual_seed(4);
        using ImageClassifier owner = FashionNotebooks.Models.Architectures.Create(FashionNotebooks.Models.Architectures.SmallRes, 7);
        MoveStatistics(owner);
        using var encoder = new SiameseEncoder(owner.Backbone, unitLength: true, projection, centred);
        if (centred)
            encoder.Centre.copy_(rand(encoder.FeatureSize).mul(0.1));
        using var network = new SiameseNetwork(encoder);
        return Saved(network.state_dict(), new CheckpointMetadata
        {
            Task = TrainedModel.SiameseTask,
            Architecture = FashionNotebooks.Models.Architectures.SmallRes,
            Classes = ["a", "b", "c", "d", "e", "f", "g"],
            Preprocessing = Preprocessing.Course,
            EmbeddingDimension = encoder.FeatureSize,
            Options = new Dictionary<string, string> { ["projection"] = $"{projection}", ["centred"] = centred ? "true" : "false", [TrainedModel.FlipOption] = "true" },
        });
    }

    private TrainedModel Saved(Dictionary<string, Tensor> state, CheckpointMetadata metadata)
    {
        string file = Path.Combine(folder, "model.safetensors");
        StateDict.Save(file, state, metadata.ToDictionary());
        return TrainedModel.Load(file);
    }

    // Fresh statistics are 0 and 1, which would hide an exporter that forgets them.
    private static void MoveStatistics(nn.Module model)
    {
        using var grad = no_grad();
        foreach (BatchNorm2d norm in model.modules().OfType<BatchNorm2d>())
        {
            norm.running_mean!.normal_(0, 0.2);
            norm.running_var!.uniform_(0.5, 1.5);
            norm.weight!.uniform_(0.5, 1.5);
            norm.bias!.normal_(0, 0.2);
        }
    }

    private static Tensor Pictures(int count) => randint(0, 256, [count, 3, 64, 64], dtype: ScalarType.Byte);

    private JsonElement Run(string model, Tensor pixels, bool bytes)
    {
        using var scope = NewDisposeScope();
        string input = Path.Combine(folder, "input.bin");
        Tensor values = bytes ? pixels.permute(0, 2, 3, 1).contiguous() : Normalization.ToModelInput(pixels);
        File.WriteAllBytes(input, bytes ? values.data<byte>().ToArray() : MemoryMarshal.AsBytes<float>(values.data<float>().ToArray()).ToArray());
        string script = Path.Combine(AppContext.BaseDirectory, "Export", "run_onnx.cjs");
        var start = new ProcessStartInfo("node", [script, model, input, bytes ? "uint8" : "float32", string.Join(',', values.shape)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd(), error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        return JsonDocument.Parse(output).RootElement;
    }

    private static void AssertClose(Tensor ours, JsonElement theirs)
    {
        float[] expected = ours.contiguous().data<float>().ToArray();
        float[] actual = [.. theirs.GetProperty("data").EnumerateArray().Select(value => value.GetSingle())];
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-4 + (1e-4 * Math.Abs(pair.First)), $"{pair.First} and {pair.Second}"));
    }
}
