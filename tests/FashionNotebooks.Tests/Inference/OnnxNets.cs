using FashionNotebooks.Checkpoints;
using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Inference;

/// <summary>Models to export, with random weights, and pictures for them.</summary>
internal static class OnnxNets
{
    private static readonly string[] Classes = ["a", "b", "c", "d", "e", "f", "g"];

    /// <summary>Every architecture there is.</summary>
    internal static TheoryData<string> All => [.. FashionNotebooks.Models.Architectures.Names];

    internal static Tensor Pictures(int count) => randint(0, 256, [count, 3, 64, 64], dtype: ScalarType.Byte);

    /// <summary>What TorchSharp gives as the file's embedding: of length 1, over mirror images where the model says so.</summary>
    internal static Tensor UnitEmbedding(TrainedModel model, Tensor input)
    {
        using var grad = no_grad();
        Tensor embedding = model.AnyEncoder.call(input);
        return nn.functional.normalize(model.FlipAverage ? embedding.add(model.AnyEncoder.call(input.flip(3))) : embedding);
    }

    internal static void AssertClose(Tensor expected, Matrix actual)
    {
        Assert.Equal((expected.shape[0], expected.shape[1]), (actual.Count, actual.Columns));
        double scale = Math.Max(1, expected.abs().max().item<float>());
        Assert.InRange(expected.sub(actual.ToTensor()).abs().max().item<float>(), 0, 1e-4 * scale);
    }

    internal static TrainedModel Classifier(string architecture, string folder)
    {
        random.manual_seed(3);
        using ImageClassifier model = FashionNotebooks.Models.Architectures.Create(architecture, Classes.Length);
        MoveStatistics(model);
        return Saved(folder, model.state_dict(), new CheckpointMetadata
        {
            Task = TrainedModel.ClassifierTask,
            Architecture = architecture,
            Classes = Classes,
            Preprocessing = Preprocessing.Course,
            EmbeddingDimension = model.FeatureSize,
            Options = new Dictionary<string, string> { [TrainedModel.FlipOption] = "true" },
        });
    }

    internal static TrainedModel Encoder(bool centred, int projection, string folder)
    {
        random.manual_seed(4);
        using ImageClassifier owner = FashionNotebooks.Models.Architectures.Create(
            FashionNotebooks.Models.Architectures.SmallRes, Classes.Length);
        MoveStatistics(owner);
        using var encoder = new SiameseEncoder(owner.Backbone, unitLength: true, projection, centred);
        if (centred)
            encoder.Centre.copy_(rand(encoder.FeatureSize).mul(0.1));
        using var network = new SiameseNetwork(encoder);
        return Saved(folder, network.state_dict(), new CheckpointMetadata
        {
            Task = TrainedModel.SiameseTask,
            Architecture = FashionNotebooks.Models.Architectures.SmallRes,
            Classes = Classes,
            Preprocessing = Preprocessing.Course,
            EmbeddingDimension = encoder.FeatureSize,
            Options = new Dictionary<string,
            string>
            { ["projection"] = $"{projection}", ["centred"] = centred ? "true" : "false", [TrainedModel.FlipOption] = "true" },
        });
    }

    private static TrainedModel Saved(string folder, Dictionary<string, Tensor> state, CheckpointMetadata metadata)
    {
        string file = Path.Combine(folder, "model.safetensors");
        StateDict.Save(file, state, metadata.ToDictionary());
        return TrainedModel.Load(file);
    }

    // Fresh statistics are 0 and 1, which would hide an exporter that forgets them.
    private static void MoveStatistics(nn.Module model)
    {
        using var grad = no_grad();
        foreach (BatchNorm norm in model.modules().OfType<BatchNorm>())
        {
            norm.running_mean!.normal_(0, 0.2);
            norm.running_var!.uniform_(0.5, 1.5);
            norm.weight!.uniform_(0.5, 1.5);
            norm.bias!.normal_(0, 0.2);
        }
    }
}
