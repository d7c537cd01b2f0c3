using FashionNotebooks.Checkpoints;
using FashionNotebooks.Models;
using FashionNotebooks.Models.FineGrained;
using FashionNotebooks.Photos;
using FashionNotebooks.Tests.Photos;
using FashionNotebooks.Training.Losses;
using FashionNotebooks.Training.Miners;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Models.FineGrained;

public class FineGrainedEncoderTests
{
    [Theory]
    [InlineData(AttentionKind.None)]
    [InlineData(AttentionKind.Channel)]
    [InlineData(AttentionKind.Spatial)]
    [InlineData(AttentionKind.Both)]
    public void A_file_alone_brings_it_back(AttentionKind attention)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using FineGrainedEncoder encoder = Make(attention);
        string file = Save(encoder, folder.At("fine.safetensors"), attention);
        using TrainedModel model = TrainedModel.Load(file);
        Assert.Equal(attention, model.FineGrained.Attention);
        Assert.Equal(24, model.FineGrained.FeatureSize);
        Tensor pixels = randint(0, 256, new long[] { 3, 3, 48, 48 }, dtype: ScalarType.Byte);
        encoder.eval();
        Tensor expected = encoder.call(Normalization.ToModelInput(pixels)), found = model.Predictor.Embed(pixels).ToTensor();
        Assert.True(found.allclose(expected, rtol: 1e-4, atol: 1e-5)); // ONNX Runtime against TorchSharp
        Assert.True(expected.pow(2).sum(1).allclose(ones(3)));
        Assert.Throws<InputException>(() => model.Classifier);
        Assert.Throws<InputException>(() => model.Encoder);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Black_and_identical_pictures_never_give_NaN(bool training)
    {
        using var scope = NewDisposeScope();
        using FineGrainedEncoder encoder = Make(AttentionKind.Both);
        encoder.train(training);
        encoder.Erasure = new AttentionErasure(3, rate: 1);
        Tensor black = full([6, 3, 48, 48], -1f), labels = tensor(new long[] { 0, 0, 1, 1, 2, 2 });
        foreach (Tensor pictures in new[] { black, zeros_like(black), randn(1, 3, 48, 48).expand(6, -1, -1, -1) })
        {
            encoder.zero_grad();
            Tensor embeddings = encoder.call(pictures);
            foreach (TripletMiner miner in new TripletMiner[] { new SemiHardTriplets(0.2), new BatchHardTriplets(), new AllTriplets() })
            {
                using var loss = new MinedTripletLoss(miner, 0.2);
                loss.call(embeddings, labels).backward(retain_graph: true);
            }
            Assert.True(embeddings.isfinite().all().item<bool>());
            Assert.All(encoder.parameters(), p => Assert.True(p.grad is null || p.grad.isfinite().all().item<bool>()));
        }
    }

    [Fact]
    public void Erasure_acts_in_training_only()
    {
        using var scope = NewDisposeScope();
        using FineGrainedEncoder encoder = Make(AttentionKind.Spatial);
        Tensor x = randn(4, 3, 48, 48);
        encoder.eval();
        Tensor plain = encoder.call(x);
        encoder.Erasure = new AttentionErasure(4, rate: 1);
        Assert.True(encoder.call(x).allclose(plain, rtol: 0, atol: 0));
        encoder.train();
        Assert.Equal(4 * 4, encoder.FeatureMap(x).abs().sum(1).eq(0).sum().item<long>());
    }

    [Fact]
    public void Lower_stages_freeze_only_with_weights()
    {
        using FineGrainedEncoder encoder = Make(AttentionKind.Both);
        Assert.Throws<InputException>(() => encoder.Backbone.Freeze(1));
        encoder.Backbone.HasWeights = true;
        encoder.Backbone.Freeze(2);
        encoder.train();
        Assert.False(encoder.Backbone.Stages[0][0].training);
        Assert.All(encoder.Backbone.Stages[1][0].parameters(), p => Assert.False(p.requires_grad));
        Assert.All(encoder.Head.parameters(), p => Assert.True(p.requires_grad));
    }

    [Theory]
    [InlineData("attention", "everywhere")]
    [InlineData("attention", "7")]
    [InlineData("attention", null)]
    [InlineData("embedding", "1")]
    [InlineData("embedding", "99999999999")]
    [InlineData("hidden", "-4")]
    public void A_file_with_nonsense_is_one_line(string key, string? value)
    {
        var options = new FineGrainedOptions().ToMetadata();
        if (value is null)
            options.Remove(key);
        else
            options[key] = value;
        var error = Assert.Throws<InputException>(() => FineGrainedOptions.FromMetadata(options, "f"));
        Assert.Contains(key, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    internal static FineGrainedEncoder Make(AttentionKind attention, PoolingKind pooling = PoolingKind.Pyramid)
    {
        random.manual_seed(5);
        ImageClassifier owner = Architectures.Create(Architectures.SmallRes, 2);
        var encoder = new FineGrainedEncoder(owner.Backbone, Options(attention, pooling));
        using var grad = no_grad();
        foreach (nn.Module norm in encoder.modules().Where(m => m is BatchNorm))
        {
            ((BatchNorm)norm).running_mean!.normal_(0, 0.2); // fresh statistics, 0 and 1, would hide a fold that forgets them
            ((BatchNorm)norm).running_var!.uniform_(0.5, 1.5);
        }
        return encoder;
    }

    internal static string Save(
        FineGrainedEncoder encoder, string file, AttentionKind attention, PoolingKind pooling = PoolingKind.Pyramid, int size = 48)
    {
        StateDict.Save(file, encoder.state_dict(), new CheckpointMetadata
        {
            Task = TrainedModel.FineGrainedTask,
            Architecture = Architectures.SmallRes,
            Classes = ["a", "b"],
            Preprocessing = new Preprocessing(size),
            EmbeddingDimension = encoder.FeatureSize,
            Options = Options(attention, pooling).ToMetadata(),
        }.ToDictionary());
        return file;
    }

    private static FineGrainedOptions Options(AttentionKind attention, PoolingKind pooling) =>
        new() { Attention = attention, Pooling = pooling, Embedding = 24, Hidden = 32 };
}
