using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;

namespace FashionNotebooks.Wardrobe.Tests;

/// <summary>The wardrobe must not be easier than photos: neither colour alone nor a blurred outline may give the class away.</summary>
public sealed class DifficultyTests
{
    private static readonly (double[] Mean, double[] Grey, string Class, bool Train)[] Samples = Measure();

    [Fact]
    public void The_mean_colour_tells_the_class_in_less_than_35_percent() =>
        Assert.InRange(Accuracy(s => s.Mean, neighbours: 9), 0.05, 0.35);

    [Fact]
    public void The_nearest_of_16x16_grey_tells_the_class_in_less_than_60_percent() =>
        Assert.InRange(Accuracy(s => s.Grey, neighbours: 1), 0.15, 0.60);

    private static (double[], double[], string, bool)[] Measure()
    {
        var wardrobe = new SampleWardrobe(new WardrobeSettings());
        return [.. wardrobe.Photos.AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(photo =>
        {
            Photo image = wardrobe.Render(photo, 32);
            Photo small = image.Resize(16, 16);
            double[] mean = [.. Enumerable.Range(0, 3).Select(channel =>
                image.Pixels.Where((_, i) => i % 3 == channel).Average(value => (double)value))];
            double[] grey = [.. small.Pixels.Chunk(3).Select(c => (0.299 * c[0]) + (0.587 * c[1]) + (0.114 * c[2]))];
            return (mean, grey, photo.Class, photo.Garment.Split == "train");
        })];
    }

    private static double Accuracy(Func<(double[] Mean, double[] Grey, string Class, bool Train), double[]> feature, int neighbours)
    {
        var known = Samples.Where(s => s.Train).ToArray();
        return Samples.Where(s => !s.Train).Average(query => known
            .OrderBy(s => Distance(feature(s), feature(query)))
            .Take(neighbours).GroupBy(s => s.Class).MaxBy(g => g.Count())!.Key == query.Class ? 1.0 : 0.0);
    }

    private static double Distance(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }
}
