using System.Text.Json;
using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Models.FineGrained;
using FashionNotebooks.Photos;
using FashionNotebooks.Tests.Models;
using FashionNotebooks.Tests.Models.FineGrained;
using Google.Protobuf;
using Onnx;
using TorchSharp;
using TorchSharp.Tests;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Inference;

/// <summary>What ONNX Runtime computes of a file is what TorchSharp computes of the model.</summary>
public sealed class OnnxExportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("onnx-").FullName;

    public static TheoryData<string> Nets => OnnxNets.All;

    private string Target => Path.Combine(folder, "model.onnx");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Nets))]
    [NoTensorLeak]
    public void A_file_computes_what_the_classifier_computes(string architecture)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        using TrainedModel model = OnnxNets.Classifier(architecture, folder);
        Tensor pixels = OnnxNets.Pictures(7), input = Normalization.ToModelInput(pixels);
        Tensor logits = model.Classifier.call(input), embedding = OnnxNets.UnitEmbedding(model, input);
        foreach (var options in (OnnxOptions[])[new(), new() { Fold = false, Pixels = true }])
        {
            OnnxExport.Write(model, Target, options);
            using OnnxModel read = OnnxModel.Load(Target);
            foreach (int batch in (int[])[1, 2, 7])
            {
                var outputs = read.Run((options.Pixels ? pixels.permute(0, 2, 3, 1) : input).narrow(0, 0, batch));
                OnnxNets.AssertClose(logits.narrow(0, 0, batch), outputs["logits"]);
                OnnxNets.AssertClose(embedding.narrow(0, 0, batch), outputs["embedding"]);
            }
        }
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(true, 16)]
    [InlineData(false, 0)]
    public void A_file_computes_what_an_encoder_computes(bool centred, int projection)
    {
        using var scope = NewDisposeScope();
        using TrainedModel model = OnnxNets.Encoder(centred, projection, folder);
        Tensor input = Normalization.ToModelInput(OnnxNets.Pictures(3));
        OnnxSummary summary = OnnxExport.Write(model, Target);
        Assert.Equal(["embedding"], summary.Outputs);
        using OnnxModel read = OnnxModel.Load(Target);
        OnnxNets.AssertClose(OnnxNets.UnitEmbedding(model, input), read.Run(input)["embedding"]);
    }

    [Theory]
    [InlineData(AttentionKind.None, PoolingKind.Mean, 48)]
    [InlineData(AttentionKind.Both, PoolingKind.MeanAndMax, 48)]
    [InlineData(AttentionKind.Both, PoolingKind.Pyramid, 16)] // maps of 2×2, 5×5 and 6×6: cells that overlap and cells that do not
    [InlineData(AttentionKind.Both, PoolingKind.Pyramid, 40)]
    [InlineData(AttentionKind.None, PoolingKind.Pyramid, 48)]
    public void A_file_computes_what_a_fine_grained_encoder_computes(AttentionKind attention, PoolingKind pooling, int size)
    {
        using var scope = NewDisposeScope();
        using FineGrainedEncoder encoder = FineGrainedEncoderTests.Make(attention, pooling);
        using var model = TrainedModel.Load(
            FineGrainedEncoderTests.Save(encoder, Path.Combine(folder, "fine.safetensors"), attention, pooling, size));
        Tensor input = Normalization.ToModelInput(randint(0, 256, [3, 3, size, size], dtype: ScalarType.Byte));
        foreach (bool fold in (bool[])[true, false])
        {
            OnnxExport.Write(model, Target, new OnnxOptions { Fold = fold });
            using OnnxModel read = OnnxModel.Load(Target);
            OnnxNets.AssertClose(OnnxNets.UnitEmbedding(model, input), read.Run(input)["embedding"]);
        }
    }

    [Fact]
    public void Folding_leaves_no_batch_norm_and_stores_each_weight_once()
    {
        using TrainedModel model = OnnxNets.Classifier(FashionNotebooks.Models.Architectures.SmallRes, folder);
        OnnxExport.Write(model, Target, new OnnxOptions { Fold = false });
        int norms = Operations("BatchNormalization"), convolutions = Operations("Conv");
        OnnxExport.Write(model, Target);
        Assert.True(norms > 0);
        Assert.Equal((0, convolutions), (Operations("BatchNormalization"), Operations("Conv"))); // photo and mirror image
        GraphProto graph = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Target)).Graph;
        Assert.Equal(convolutions / 2, graph.Initializer.Count(constant => constant.Dims.Count == 4));
        Assert.Contains(graph.Initializer, constant => constant.Name == "backbone.stem.0.bias");
        int Operations(string name) => ModelProto.Parser.ParseFrom(File.ReadAllBytes(Target)).Graph.Node.Count(node => node.OpType == name);
    }

    [OnnxCheckerFact]
    public void Checker_accepts_the_file_and_the_weights_keep_their_names()
    {
        using TrainedModel model = OnnxNets.Classifier(FashionNotebooks.Models.Architectures.MobileNetLike, folder);
        OnnxExport.Write(model, Target, new OnnxOptions { Fold = false });
        JsonElement seen = OnnxChecker.Check(Target, folder);
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

    [Fact]
    public void Damaged_files_are_one_line()
    {
        using TrainedModel model = OnnxNets.Classifier(FashionNotebooks.Models.Architectures.MobileNetLikeDepthwise, folder);
        OnnxExport.Write(model, Target);
        byte[] good = File.ReadAllBytes(Target);
        var dice = new Random(5);
        int refused = 0;
        for (int i = 0; i < 100; i++)
        {
            byte[] bad = good[..(i % 2 == 0 ? dice.Next(good.Length) : good.Length)];
            for (int k = 0; k < 4 && bad.Length > 0; k++)
                bad[dice.Next(bad.Length)] = (byte)dice.Next(256);
            File.WriteAllBytes(Target, bad);
            if (Record.Exception(() => OnnxModel.Load(Target).Dispose()) is not { } error)
                continue;
            Assert.DoesNotContain('\n', Assert.IsType<InputException>(error).Message);
            refused++;
        }
        Assert.InRange(refused, 50, 100);
        Assert.Throws<InputException>(() => OnnxModel.Load(Path.Combine(folder, "nowhere.onnx")));
    }

    [Fact]
    public void Models_of_another_form_are_one_line()
    {
        ValueInfoProto map = Value("map", 1, 2, 3, 3), row = Value("row", 1, 2);
        foreach ((ValueInfoProto[] inputs, string output) in new[] { (new[] { row, map }, "row"), ([map], "map") })
        {
            File.WriteAllBytes(Target, Foreign(inputs, output));
            string said = Assert.Throws<InputException>(() => OnnxModel.Load(Target)).Message;
            Assert.Contains("takes photos alone", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_model_of_one_batch_size_gets_it_whole()
    {
        File.WriteAllBytes(Target, Foreign([Value("row", 40, 2)], "row"));
        using OnnxModel read = OnnxModel.Load(Target);
        using Tensor rows = rand(40, 2);
        Assert.Equal(rows.data<float>().ToArray(), read.Run(rows)["out"].Values);
        using Tensor fewer = rand(39, 2);
        Assert.Contains("takes Float [40, 2]", Assert.Throws<ArgumentException>(() => read.Run(fewer)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_input_is_named()
    {
        using var scope = NewDisposeScope();
        using TrainedModel model = OnnxNets.Classifier(FashionNotebooks.Models.Architectures.MobileNetLikeDepthwise, folder);
        OnnxExport.Write(model, Target);
        using OnnxModel read = OnnxModel.Load(Target);
        foreach (Tensor wrong in (Tensor[])[OnnxNets.Pictures(1), zeros(1, 3, 32, 32), zeros(3, 64, 64), zeros(0, 3, 64, 64),
            zeros(1, 3, 64, 64, dtype: ScalarType.Float64)])
            Assert.Contains("[-1, 3, 64, 64]", Assert.Throws<ArgumentException>(() => read.Run(wrong)).Message, StringComparison.Ordinal);
        Assert.Equal(7, read.Run(zeros(1, 64, 64, 3).permute(0, 3, 1, 2))["logits"].Columns); // another layout will do
    }

    private static ValueInfoProto Value(string name, params long[] shape)
    {
        var sizes = new TensorShapeProto();
        sizes.Dim.AddRange(shape.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        var form = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = sizes };
        return new() { Name = name, Type = new() { TensorType = form } };
    }

    // Another's model: what is positive in one of its inputs.
    private static byte[] Foreign(ValueInfoProto[] inputs, string taken)
    {
        var node = new NodeProto { OpType = "Relu", Input = { taken }, Output = { "out" } };
        ValueInfoProto result = inputs.Single(input => input.Name == taken).Clone();
        result.Name = "out";
        var graph = new GraphProto { Name = "foreign", Node = { node }, Input = { inputs }, Output = { result } };
        return new ModelProto { IrVersion = 8, OpsetImport = { new OperatorSetIdProto { Version = 17 } }, Graph = graph }.ToByteArray();
    }
}
