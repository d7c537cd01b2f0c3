using FashionNotebooks.Data;
using FashionNotebooks.Data.Wardrobe;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Data.Wardrobe;

/// <summary>Near-twins must not be told apart without learning: not by colour, not by a blurred outline, not by an untrained net.</summary>
public sealed class NearTwinTests
{
    private const double Most = 0.70;
    private const int Size = 64;
    private static readonly SampleWardrobe Default = new(new WardrobeSettings());
    private static readonly WardrobePair[] Pairs = [.. Default.Pairs.Where(pair => pair.Same || pair.Difficulty == PairDifficulty.NearTwin)];
    private static readonly Dictionary<WardrobePicture, RgbImage> Images = Pairs.SelectMany(pair => new[] { pair.A, pair.B }).Distinct()
        .AsParallel().WithDegreeOfParallelism(2).ToDictionary(picture => picture, picture => Default.Render(picture, Size));

    [Fact]
    public void A_colour_histogram_hardly_tells_near_twins_from_views() => AssertHard("colour histogram", picture =>
    {
        var counts = new float[512]; // 8 × 8 × 8
        foreach (byte[] pixel in Images[picture].Pixels.Chunk(3))
            counts[((pixel[0] >> 5) << 6) + ((pixel[1] >> 5) << 3) + (pixel[2] >> 5)]++;
        return Array.ConvertAll(counts, MathF.Sqrt); // the cosine of roots is the likeness of histograms
    });

    [Fact]
    public void A_blurred_outline_hardly_tells_near_twins_from_views() => AssertHard("16 × 16 grey pixels", picture =>
    {
        float[] grey = GreyPixels.Of(Planes(picture), Size);
        float mean = grey.Average();
        return Array.ConvertAll(grey, value => value - mean);
    });

    [Fact]
    public void An_untrained_net_hardly_tells_near_twins_from_views()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using ImageClassifier net = FashionNotebooks.Models.Architectures.Create(FashionNotebooks.Models.Architectures.SmallRes, 9);
        using var encoder = new SiameseEncoder(net.Backbone, unitLength: true);
        var embedder = new Embedder(encoder);
        AssertHard("untrained net", picture =>
        {
            using var one = NewDisposeScope();
            return embedder.EmbedRows(tensor(Planes(picture)).view(1, 3, Size, Size))[0];
        });
    }

    private static byte[] Planes(WardrobePicture picture)
    {
        byte[] pixels = Images[picture].Pixels;
        return [.. Enumerable.Range(0, 3).SelectMany(channel => Enumerable.Range(0, Size * Size).Select(i => pixels[(3 * i) + channel]))];
    }

    private static void AssertHard(string name, Func<WardrobePicture, float[]> describe)
    {
        Dictionary<WardrobePicture, float[]> vectors = Images.Keys.ToDictionary(picture => picture, describe);
        PairScore[] scores = [.. Pairs.Select(pair => new PairScore(PairEvaluation.Cosine(vectors[pair.A], vectors[pair.B]), pair.Same, pair.Same ? "" : "near-twin"))];
        double auc = PairMetrics.MeanAuc(scores);
        Assert.True(auc < Most, $"{name}: AUC {auc:0.000} of {scores.Length} pairs");
    }
}
