using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using TorchSharp;
using TorchSharp.Tests;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Inference;

/// <summary>What ONNX Runtime says of photos is what the layers give in TorchSharp.</summary>
public sealed class PredictorTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("predictor-").FullName;

    public static TheoryData<string> Nets => OnnxNets.All;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Nets))]
    [NoTensorLeak]
    public void Scores_and_embeddings_are_the_models_own(string architecture)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        using TrainedModel model = OnnxNets.Classifier(architecture, folder);
        foreach (int batch in (int[])[1, 2, 7])
        {
            Tensor pixels = OnnxNets.Pictures(batch), input = Normalization.ToModelInput(pixels), mirrored = input.flip(3);
            Tensor logits = model.Classifier.call(input), both = logits.add(model.Classifier.call(mirrored)).div(2);
            OnnxNets.AssertClose(logits, model.Predictor.Logits(pixels));
            OnnxNets.AssertClose(both, model.Predictor.Logits(pixels, flip: true));
            OnnxNets.AssertClose(both.softmax(1), model.Predictor.Probabilities(pixels, flip: true));
            Tensor embedding = model.Encoder.call(input).add(model.Encoder.call(mirrored)).div(2);
            embedding = model.Encoder.UnitLength ? nn.functional.normalize(embedding) : embedding;
            OnnxNets.AssertClose(embedding, model.Predictor.Embed(pixels));
            (Matrix? probabilities, Matrix embeddings) = model.Predictor.Read(pixels);
            OnnxNets.AssertClose(logits.softmax(1), probabilities!);
            OnnxNets.AssertClose(embedding, embeddings);
        }
    }

    /// <summary>Each weight is a number, and their sums are none.</summary>
    [Fact]
    public void Scores_that_are_no_numbers_are_refused()
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        using ImageClassifier net = FashionNotebooks.Models.Architectures.Create(FashionNotebooks.Models.Architectures.SmallDepthwise, 5);
        foreach (Tensor weights in net.parameters())
            weights.fill_(Held.Number(1e30));
        using var predictor = new Predictor(net);
        InputException refused = Assert.Throws<InputException>(() => predictor.Logits(OnnxNets.Pictures(2)));
        Assert.Contains("not finite", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NormalizationKind.Half)]
    [InlineData(NormalizationKind.ImageNet)]
    public void A_net_in_training_is_read_as_in_evaluation(NormalizationKind normalization)
    {
        using var scope = NewDisposeScope();
        using ImageClassifier net = FashionNotebooks.Models.Architectures.Create(FashionNotebooks.Models.Architectures.SmallDepthwise, 5);
        net.train();
        using (var predictor = new Predictor(net, normalization))
        {
            Assert.False(net.training);
            Tensor pixels = OnnxNets.Pictures(3);
            OnnxNets.AssertClose(net.call(Normalization.ToModelInput(pixels, normalization)), predictor.Logits(pixels));
            Assert.Equal(net.FeatureSize, predictor.Embed(pixels).Columns);
        }
        Assert.Equal([1, 5], net.call(zeros(1, 3, 64, 64)).shape); // the net itself stays
    }

    [Fact]
    public void Many_photos_give_what_each_gives_alone_and_a_size_may_follow_another()
    {
        using var scope = NewDisposeScope();
        using TrainedModel model = OnnxNets.Classifier(FashionNotebooks.Models.Architectures.SmallRes, folder);
        foreach (int size in (int[])[64, 32])
        {
            Tensor pixels = randint(0, 256, [37, 3, size, size], dtype: ScalarType.Byte);
            Matrix all = model.Predictor.Embed(pixels), logits = model.Predictor.Logits(pixels);
            Assert.Equal((37, model.Predictor.Dimension), (all.Count, all.Columns));
            for (int i = 0; i < 37; i += 6)
            {
                Assert.All(all[i].Zip(model.Predictor.Embed(pixels.narrow(0, i, 1))[0]), pair =>
                    Assert.Equal(pair.First, pair.Second, 1e-5f));
                Assert.All(logits[i].Zip(model.Predictor.Logits(pixels.narrow(0, i, 1))[0]), pair =>
                    Assert.Equal(pair.First, pair.Second, 1e-3f));
            }
        }
    }

    /// <summary>Each batch once, with whole photos; what one throws is what the caller sees, though it ran elsewhere.</summary>
    [Fact]
    public void Photos_are_divided_among_threads()
    {
        int before = get_num_threads();
        using Tensor pixels = OnnxNets.Pictures(41);
        try
        {
            foreach (int threads in (int[])[1, 2, 4])
            {
                set_num_threads(threads);
                int[] seen = new int[41];
                OnnxModel.ForEachBatch(
                    pixels,
                    (start, count) =>
                    {
                        for (int photo = start; photo < start + count; photo++)
                            Interlocked.Increment(ref seen[photo]);
                    },
                    default);
                Assert.All(seen, times => Assert.Equal(1, times));
                Assert.Throws<FormatException>(() => OnnxModel.ForEachBatch(pixels, (_, _) => throw new FormatException(), default));
            }
            set_num_threads(1);
            using var stop = new CancellationTokenSource();
            Assert.Throws<OperationCanceledException>(() => OnnxModel.ForEachBatch(pixels, (_, _) => stop.Cancel(), stop.Token));
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Fact]
    public void An_encoder_has_no_scores()
    {
        using var scope = NewDisposeScope();
        using TrainedModel model = OnnxNets.Encoder(centred: true, projection: 16, folder);
        Tensor pixels = OnnxNets.Pictures(2);
        Assert.Throws<InputException>(() => model.Predictor.Logits(pixels));
        (Matrix? probabilities, Matrix embeddings) = model.Predictor.Read(pixels);
        Assert.Null(probabilities);
        OnnxNets.AssertClose(OnnxNets.UnitEmbedding(model, Normalization.ToModelInput(pixels)), embeddings);
    }

    [Fact]
    public void It_stops_when_cancelled()
    {
        using TrainedModel model = OnnxNets.Classifier(FashionNotebooks.Models.Architectures.SmallRes, folder);
        using Tensor pixels = OnnxNets.Pictures(1);
        Assert.Throws<OperationCanceledException>(() => model.Predictor.Embed(pixels, new CancellationToken(canceled: true)));
    }
}
