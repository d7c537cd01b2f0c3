using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Augmenting;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Photos.Sampling;
using FashionNotebooks.Search;
using FashionNotebooks.Tests.Training;
using FashionNotebooks.Visuals;
using FashionNotebooks.Visuals.Charts;
using TorchSharp;
using TorchSharp.Tests;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Visuals;

public sealed class PhotoGridTests : IDisposable
{
    private readonly ColouredPhotos data = new();

    public PhotoGridTests() => Set = data.Train();

    private PhotoSet Set { get; }

    public void Dispose()
    {
        Set.Dispose();
        data.Dispose();
    }

    [Fact]
    [NoTensorLeak]
    public void Every_grid_is_a_small_PNG_of_at_most_700_pixels_with_alternative_text_and_repeats()
    {
        var again = All();
        foreach ((string name, PhotoSheet picture) in All())
        {
            Photo image = Photo.Decode(picture.Png.Span);
            Assert.Equal((picture.Photo.Width, picture.Photo.Height), (image.Width, image.Height));
            Assert.InRange(picture.Photo.Width, 100, 700);
            Assert.InRange(picture.Png.Length, 100, 150_000);
            Assert.InRange(picture.AltText.Length, 10, 2000);
            Assert.True(picture.Png.Span.SequenceEqual(again[name].Png.Span), $"{name} differs from one call to the next");
        }
    }

    [Fact]
    public void Samples_are_of_their_class_and_follow_the_seed()
    {
        Assert.Contains(string.Join(", ", Set.Classes.Select(c => $"2 of {c}")), PhotoGrid.Samples(Set, perClass: 2).AltText,
            StringComparison.Ordinal);
        Assert.False(PhotoGrid.Samples(Set, 2, seed: 0).Png.Span.SequenceEqual(PhotoGrid.Samples(Set, 2, seed: 1).Png.Span));
    }

    [Fact]
    public void Right_and_wrong_predictions_are_told_apart_and_counted()
    {
        int[] positions = [0, Set.Count - 1];
        float[][] always = Probabilities(_ => 0);
        PhotoSheet picture = PhotoGrid.Predictions(Set, positions, always);
        Assert.Contains("1 of 2 right", picture.AltText, StringComparison.Ordinal);
        Assert.Contains($"{Set.Classes[^1]} taken for {Set.Classes[0]}", picture.AltText, StringComparison.Ordinal);
        Assert.True(Shows(Palette.Right, picture));
        Assert.True(Shows(Palette.Wrong, picture));
        Assert.False(Shows(Palette.Wrong, PhotoGrid.Predictions(Set, [0], always)));
    }

    [Fact]
    public void The_surest_mistake_comes_first_and_right_answers_are_left_out()
    {
        float[][] rows = Probabilities(i => Set.Items[i].Label);
        int sure = Set.Count - 1;
        (rows[0], rows[sure]) = (Row(1, 0.6f), Row(0, 0.9f));
        Assert.Contains($"{Set.Classes[^1]} taken for {Set.Classes[0]}, {Set.Classes[0]} taken for {Set.Classes[1]}",
            PhotoGrid.HardExamples(Set, rows).AltText, StringComparison.Ordinal);
        Assert.Contains("1 surest of 2", PhotoGrid.HardExamples(Set, rows, count: 1).AltText, StringComparison.Ordinal);
        Assert.Contains("no mistake", Assert.Throws<ArgumentException>(() =>
            PhotoGrid.HardExamples(Set, Probabilities(i => Set.Items[i].Label))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hits_of_the_querys_class_are_counted()
    {
        PhotoSheet picture = PhotoGrid.Retrieval(Set, [0], [[(1, 0.1), (Set.Count - 1, 0.25)]]);
        Assert.StartsWith("1 of 2 hits", picture.AltText, StringComparison.Ordinal);
        Assert.True(Shows(Palette.Right, picture));
        Assert.True(Shows(Palette.Wrong, picture));
    }

    [Fact]
    public void Answers_of_the_engine_stand_five_in_a_row()
    {
        string file = Set.Items[0].Path;
        SearchResult[] hits = [.. Enumerable.Range(0, 7).Select(i => new SearchResult(file, i < 3 ? "red" : "blue", i / 10.0))];
        PhotoSheet five = PhotoGrid.Retrieval(file, "red", hits[..5]), seven = PhotoGrid.Retrieval(file, "red", hits),
            unjudged = PhotoGrid.Retrieval(file, null, hits);
        Assert.StartsWith("3 of 7 hits", seven.AltText, StringComparison.Ordinal);
        Assert.Equal(five.Photo.Width, seven.Photo.Width);
        Assert.InRange(seven.Photo.Height, five.Photo.Height + 80, 2 * five.Photo.Height);
        Assert.False(Shows(Palette.Wrong, unjudged));
        Assert.Throws<ArgumentException>(() => PhotoGrid.Retrieval(file, "red", []));
    }

    [Fact]
    [NoTensorLeak]
    public void Bytes_and_a_models_input_look_the_same()
    {
        using Tensor bytes = Set.Batch([0, 1, 2]);
        foreach (NormalizationKind kind in Enum.GetValues<NormalizationKind>())
        {
            using Tensor input = Normalization.ToModelInput(bytes, kind);
            Assert.True(PhotoGrid.Tensors(bytes).Png.Span.SequenceEqual(PhotoGrid.Tensors(input, normalization: kind).Png.Span));
        }
    }

    [Fact]
    public void Wrong_input_is_named()
    {
        Assert.Contains("0 to", Assert.Throws<ArgumentOutOfRangeException>(() => PhotoGrid.Photos(Set, [Set.Count])).Message,
            StringComparison.Ordinal);
        Assert.Contains("at least one", Assert.Throws<ArgumentException>(() => PhotoGrid.Photos(Set, [])).Message,
            StringComparison.Ordinal);
        Assert.Contains("1 captions for 2", Assert.Throws<ArgumentException>(() => PhotoGrid.Photos(Set, [0, 1], ["one"])).Message,
            StringComparison.Ordinal);
        Assert.Contains("for each photo", Assert.Throws<ArgumentException>(() => PhotoGrid.Predictions(Set, [0], [new float[2]])).Message,
            StringComparison.Ordinal);
        Assert.Contains("results for 2", Assert.Throws<ArgumentException>(() => PhotoGrid.Retrieval(Set, [0, 1], [[(1, 0.1)]])).Message,
            StringComparison.Ordinal);
        using Tensor flat = zeros(3, 8, 8), four = zeros(2, 3, 8, 8);
        Assert.Contains("[N, 3, H, W], not [3, 8, 8]", Assert.Throws<ArgumentException>(() => PhotoGrid.Tensors(flat)).Message,
            StringComparison.Ordinal);
        Assert.Contains("1 captions for 3", Assert.Throws<ArgumentException>(() => PhotoGrid.Activations(flat, captions: ["one"])).Message,
            StringComparison.Ordinal);
        Assert.Contains("[C, H, W], not [2, 3, 8, 8]", Assert.Throws<ArgumentException>(() => PhotoGrid.Activations(four)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_puts_photos_where_it_is_told_on_one_scale()
    {
        double[,] left = { { -1, 0 } }, far = { { -2, 0 } }, right = { { 1, 0 } };
        PhotoSheet At(double[,] place) => PhotoGrid.Map(Set, [0], place, "A map", reach: 2);
        Assert.NotEqual(At(left).Photo.Pixels, At(far).Photo.Pixels);
        Assert.True(Middle(At(left)) < Middle(At(right)));
        Assert.True(Middle(At(far)) < Middle(At(left)));
        Assert.Throws<ArgumentException>(() => PhotoGrid.Map(Set, [0, 1], left, "one place too few"));

        // Mean column of what is not white below the title.
        static double Middle(PhotoSheet map)
        {
            int width = map.Photo.Width, first = 60 * width;
            return Enumerable.Range(first, (width * map.Photo.Height) - first).Where(i => map.Photo.Pixels[3 * i] < 250).Average(i =>
                i % width);
        }
    }

    private Dictionary<string, PhotoSheet> All()
    {
        using var scope = NewDisposeScope();
        Tensor batch = Set.Batch([0, 1]), maps = linspace(-1, 1, 20 * 36).view(20, 6, 6);
        string file = Set.Items[0].Path;
        return new()
        {
            ["samples"] = PhotoGrid.Samples(Set),
            ["photos"] = PhotoGrid.Photos(Set, [0, 1, 2], ["a", "b\nbelow", ""], columns: 2, title: "Three photos"),
            ["tensors"] = PhotoGrid.Tensors(batch),
            ["augmentations"] = PhotoGrid.Augmentations(Set, 0, Augmentation.Strong),
            ["triplets"] = PhotoGrid.Triplets(Set, [new Triplet(0, 1, Set.Count - 1)]),
            ["predictions"] = PhotoGrid.Predictions(Set, [0, 1], Probabilities(_ => 0)),
            ["retrieval"] = PhotoGrid.Retrieval(Set, [0, 1], [[(1, 0.1), (2, 0.2)], [(0, 0.1)]]),
            ["search"] = PhotoGrid.Retrieval(file, "x", [new SearchResult(file, "x", 0)]),
            ["activations"] = PhotoGrid.Activations(maps, batch[0]),
            ["map"] = PhotoGrid.Map(Set, [0, 1], new double[,] { { -1, 0 }, { 1, 0.5 } }, "A map"),
        };
    }

    private float[][] Probabilities(Func<int, int> seen) => [.. Enumerable.Range(0, Set.Count).Select(i => Row(seen(i), 0.7f))];

    private float[] Row(int seen, float sure) => [.. Enumerable.Range(0, Set.Classes.Count)
        .Select(c => c == seen ? sure : (1 - sure) / (Set.Classes.Count - 1))];

    /// <summary>A frame's colour, within what a palette of 256 colours does to it.</summary>
    private static bool Shows(string colour, PhotoSheet picture)
    {
        byte[] wanted = Convert.FromHexString(colour[1..]);
        return Photo.Decode(picture.Png.Span).Pixels.Chunk(3).Count(pixel => pixel.Zip(wanted, (a, b) => Math.Abs(a - b)).Max() <= 6) > 50;
    }
}
