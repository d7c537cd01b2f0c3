using FashionNotebooks.Evaluation;
using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Wardrobe.Garments;
using FashionNotebooks.Wardrobe.Photography;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Wardrobe.Tests.Garments;

/// <summary>
/// The difficulty of near-twins, frozen: they must not be told apart without learning, neither by colour nor by a blurred outline nor by an
/// untrained net; and photos of the wardrobe of twins must show what sets them apart.
/// </summary>
public sealed class NearTwinTests
{
    private const double Most = 0.70;
    private const int Size = 64;
    private static readonly Lazy<Photographed> Default = new(() => new Photographed(new WardrobeSettings()));
    private static readonly Lazy<Photographed> Twins = new(() => new Photographed(new WardrobeSettings { Twins = true, PerClass = 300 }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_colour_histogram_hardly_tells_near_twins_from_views(bool twins) =>
        AssertHard("colour histogram", twins, (photos, photo) =>
    {
        var counts = new float[512]; // 8 × 8 × 8
        foreach (byte[] pixel in photos.Images[photo].Pixels.Chunk(3))
            counts[((pixel[0] >> 5) << 6) + ((pixel[1] >> 5) << 3) + (pixel[2] >> 5)]++;
        return Array.ConvertAll(counts, MathF.Sqrt); // the cosine of roots is the likeness of histograms
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_blurred_outline_hardly_tells_near_twins_from_views(bool twins) =>
        AssertHard("16 × 16 grey pixels", twins, (photos, photo) =>
    {
        float[] grey = GreyPixels.Of(photos.Planes(photo), Size);
        float mean = grey.Average();
        return Array.ConvertAll(grey, value => value - mean);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_untrained_net_hardly_tells_near_twins_from_views(bool twins)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using ImageClassifier net = FashionNotebooks.Models.Architectures.Create(FashionNotebooks.Models.Architectures.SmallRes, 9);
        using var encoder = new SiameseEncoder(net.Backbone, unitLength: true);
        using var embedder = new Predictor(encoder);
        AssertHard("untrained net", twins, (photos, photo) =>
        {
            using var one = NewDisposeScope();
            return embedder.Embed(tensor(photos.Planes(photo)).view(1, 3, Size, Size))[0];
        });
    }

    [Fact]
    public void Every_difference_is_frequent_and_shows_in_a_photo()
    {
        const int Side = 96, LeastPixels = 10, Level = 40;
        SampleWardrobe wardrobe = Twins.Value.Wardrobe;
        Dictionary<int, WardrobeGarment> garments = wardrobe.Garments.ToDictionary(garment => garment.Id);
        WardrobeGarment[] twins = [.. wardrobe.Garments.Where(garment => garment.TwinOf is not null)];
        Assert.True(twins.Length > 0.35 * garments.Count, $"{twins.Length} of {garments.Count} garments are twins");
        Assert.All(twins.GroupBy(twin => twin.Detail), group => Assert.InRange(group.Count(), twins.Length / 12, twins.Length / 2));
        // The same photo of the twin and of its first, which differ in nothing but the detail.
        int[] changed = [.. twins.Where((_, i) => i % 8 == 0).AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(twin =>
        {
            var first = new WardrobeGarment(twin.Id, twin.Class, twin.Split, garments[twin.TwinOf!.Value].Design,
                twin.Key) { Contributor = twin.Contributor, Date = twin.Date };
            byte[] a = wardrobe.Render(twin, 1, Side).Pixels, b = wardrobe.Render(first, 1, Side).Pixels;
            return a.Zip(b, (x, y) => Math.Abs(x - y)).Chunk(3).Count(pixel => pixel.Max() > Level);
        })];
        Assert.True(changed.Count(pixels => pixels < LeastPixels) <= 0.05 * changed.Length,
            $"{changed.Count(pixels => pixels < LeastPixels)} of {changed.Length} twins hardly differ");
    }

    private static void AssertHard(string name, bool twins, Func<Photographed, WardrobePhoto, float[]> describe)
    {
        Photographed photos = twins ? Twins.Value : Default.Value;
        Dictionary<WardrobePhoto, float[]> vectors = photos.Images.Keys.ToDictionary(photo => photo, photo => describe(photos, photo));
        PairScore[] scores = [.. photos.Pairs.Select(pair =>
            new PairScore(PairEvaluation.Cosine(vectors[pair.A], vectors[pair.B]), pair.Same, pair.Same ? "" : "near-twin"))];
        double auc = PairMetrics.MeanAuc(scores);
        Assert.True(auc < Most, $"{name}: AUC {auc:0.000} of {scores.Length} pairs");
    }

    private sealed class Photographed
    {
        internal Photographed(WardrobeSettings settings)
        {
            Wardrobe = new SampleWardrobe(settings);
            Pairs = [.. Wardrobe.Pairs.Where(pair => pair.Same || pair.Difficulty == PairDifficulty.NearTwin)];
            Images = Pairs.SelectMany(pair => new[] { pair.A, pair.B }).Distinct()
                .AsParallel().WithDegreeOfParallelism(2).ToDictionary(photo => photo, photo => Wardrobe.Render(photo, Size));
        }

        internal SampleWardrobe Wardrobe { get; }

        internal WardrobePair[] Pairs { get; }

        internal Dictionary<WardrobePhoto, Photo> Images { get; }

        internal byte[] Planes(WardrobePhoto photo)
        {
            byte[] pixels = Images[photo].Pixels;
            return [.. Enumerable.Range(0, 3).SelectMany(channel =>
                Enumerable.Range(0, Size * Size).Select(i => pixels[(3 * i) + channel]))];
        }
    }
}
