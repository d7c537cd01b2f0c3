using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Colours;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Inference;

/// <summary>Statistics of maps against the same layers in TorchSharp.</summary>
public class LookReaderTests
{
    [Fact]
    public void TheyAreMeansAndDeviationsWhereTheGarmentIs()
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        random.manual_seed(2);
        using ImageClassifier net = FashionNotebooks.Models.Architectures.Create(FashionNotebooks.Models.Architectures.SmallRes, 3);
        using var encoder = new SiameseEncoder(net.Backbone);
        using var predictor = new Predictor(encoder, flip: true);
        using var reader = new LookReader(encoder, Preprocessing.Course, predictor);
        Tensor pixels = randint(0, 256, [3, 3, 64, 64], dtype: ScalarType.Byte);
        GarmentLooks looks = reader.Read(pixels);

        nn.Module<Tensor, Tensor>[] stages = [.. net.Backbone.Stages.Select(stage => (nn.Module<Tensor, Tensor>)stage[0])];
        Tensor map = stages[0].call(Normalization.ToModelInput(pixels));
        Tensor[] maps = [.. stages[1].children().Select(block => map = ((nn.Module<Tensor, Tensor>)block).call(map))];
        for (int i = 0; i < 3; i++)
        {
            GarmentView view = GarmentView.Of(pixels[i].contiguous().bytes, 64);
            Assert.Equal((float)view.Colour.L, looks.Colours[i][0]);
            float[] Part(int block)
            {
                Tensor own = maps[block][i];                                                       // [C, h, w]
                Tensor weights = tensor(view.Weights((int)own.shape[1])).view(own.shape[1], own.shape[2]);
                Tensor mean = own.mul(weights).sum([1L, 2]), square = own.pow(2).mul(weights).sum([1L, 2]);
                Tensor both = cat([mean, square.sub(mean.pow(2)).clamp(0).add(1e-5).sqrt()]);
                return both.div(both.norm()).data<float>().ToArray();
            }
            AssertNear([.. Part(2), .. Part(3)], looks.Pattern[i]);
            AssertNear([.. Part(3), .. Part(5)], looks.Look[i]);
        }
    }

    public static TheoryData<string> Nets => OnnxNets.All;

    [Theory]
    [MemberData(nameof(Nets))]
    public void EveryNetHasThem(string architecture)
    {
        using var scope = NewDisposeScope();
        using ImageClassifier net = FashionNotebooks.Models.Architectures.Create(architecture, 3);
        using var encoder = new SiameseEncoder(net.Backbone);
        using var predictor = new Predictor(encoder, flip: true);
        using var reader = new LookReader(encoder, Preprocessing.Course, predictor);
        Tensor pixels = OnnxNets.Pictures(2);
        (Matrix embeddings, GarmentLooks looks) = reader.Embed(pixels);
        AssertNear(predictor.Embed(pixels).Values, embeddings.Values);
        Assert.Equal((2, 2, 2), (looks.Count, looks.Look.Count, looks.Pattern.Count));
        Assert.All(looks.Look.Values.Concat(looks.Pattern.Values), value => Assert.True(float.IsFinite(value)));
    }

    // A tensor that no variable holds may be collected, and freed, while libtorch reads it.
    [Fact]
    public void NothingIsLeftToTheCollector()
    {
        using ImageClassifier net = FashionNotebooks.Models.Architectures.Create(FashionNotebooks.Models.Architectures.SmallRes, 3);
        using var encoder = new SiameseEncoder(net.Backbone);
        using var predictor = new Predictor(encoder, flip: true);
        using var reader = new LookReader(encoder, Preprocessing.Course, predictor);
        using Tensor pixels = OnnxNets.Pictures(8);
        reader.Embed(pixels); // exports the net
        LifetimeStatistics mine = DisposeScopeManager.Statistics.TensorStatistics; // of this thread, which takes its share of the photos
        long before = mine.ThreadTotalLiveCount;
        reader.Embed(pixels);
        Assert.Equal(before, mine.ThreadTotalLiveCount);
    }

    private static void AssertNear(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }
}
