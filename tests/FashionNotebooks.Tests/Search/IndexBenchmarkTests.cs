using FashionNotebooks.Search;

namespace FashionNotebooks.Tests.Search;

public sealed class IndexBenchmarkTests
{
    private const int Dimension = 8;

    [Fact]
    public void Every_kind_and_setting_has_a_row_and_exact_search_finds_all()
    {
        var benchmark = new IndexBenchmark(Real(), Dimension, count: 1500, queryCount: 10, rounds: 1);
        IndexBenchmarkReport report = benchmark.Run([IndexKind.Flat, IndexKind.Int8, IndexKind.Hnsw]);
        Assert.Equal((1500, Dimension, 10), (report.N, report.Dim, report.Queries));
        Assert.Equal(["flat", "hnsw", "int8"], report.Rows.Select(row => row.Kind).Distinct().Order());
        Assert.Equal(1, report.Rows.Single(row => row.Kind == "flat").RecallAt10);
        Assert.All(report.Rows, row => Assert.InRange(row.RecallAt10, 0.5, 1));
    }

    [Fact]
    public void Noise_is_as_long_as_the_way_to_the_nearest_neighbour()
    {
        float[] real = Real(), drawn = NoisyEmbeddings.Draw(real, Dimension, 2000, 1);
        Assert.Equal(drawn, NoisyEmbeddings.Draw(real, Dimension, 2000, 1));
        Assert.NotEqual(drawn, NoisyEmbeddings.Draw(real, Dimension, 2000, 2));
        double own = MeanNearest(real, real, 1), noisy = MeanNearest(real, drawn, 0);
        Assert.InRange(noisy / own, 0.6, 1.1);
        Assert.Contains("all embeddings are equal",
            Assert.Throws<InputException>(() => NoisyEmbeddings.Draw(new float[20], 4, 10, 1)).Message, StringComparison.Ordinal);
    }

    private static float[] Real()
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, 50 * Dimension).Select(_ => random.NextSingle())];
    }

    private static double MeanNearest(float[] real, float[] from, int skip)
    {
        using FlatIndex index = FlatIndex.Build(
            real, FlatIndexTests.Items(real.Length / Dimension), new IndexModel("m", new string('a', 64)));
        return index.SearchMany(from, skip + 1).Average(results => results[skip].Distance);
    }
}
