using System.Text.Json;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Evaluation.Retrieval;
using FashionNotebooks.Search;

namespace FashionNotebooks.Tests.Evaluation;

public class PairMetricsTests
{
    [Fact]
    public void A_difficulty_is_its_pairs_against_all_of_one_item()
    {
        var random = new Random(4);
        PairScore[] pairs = [.. Enumerable.Range(0, 300).Select(i => (i % 3) switch
        {
            0 => new PairScore(0.5 + (0.5 * random.NextDouble()), true, "same-item"),
            1 => new PairScore(random.NextDouble(), false, "near-twin"),
            _ => new PairScore(0.6 * random.NextDouble(), false, "other-class"),
        })];
        PairReport report = PairMetrics.Of(pairs, new PairCalibration(0.5, 4, -2), seed: 1);
        Assert.Equal(["near-twin", "other-class"], report.PerDifficulty.Keys);
        PairScore[] twins = [.. pairs.Where(p => p.Same || p.Difficulty == "near-twin")];
        var curve = new RocCurve([.. twins.Select(p => p.Score)], [.. twins.Select(p => p.Same)]);
        PairFigures near = report.PerDifficulty["near-twin"];
        Assert.Equal(curve.Figures(), new RocFigures(near.Auc, near.EqualErrorRate, near.TarAtHundredth, near.TarAtThousandth));
        Assert.Equal((100, 200), (report.SameCount, report.DifferentCount));
        Assert.Equal(report.PerDifficulty.Values.Average(f => f.Auc), PairMetrics.MeanAuc(pairs), 1e-12);
        Assert.All(report.PerDifficulty.Values.Append(report), f => Assert.InRange(f.Auc, f.Intervals["auc"].Low, f.Intervals["auc"].High));
        Assert.Equal(1, report.AtThreshold!.Value.TrueAccepts);
        Assert.Equal(pairs.Count(p => !p.Same && p.Score >= 0.5) / 200.0, report.AtThreshold.Value.FalseAccepts, 1e-12);
    }

    [Fact]
    public void Serialises_as_documented()
    {
        PairScore[] pairs = [new(0.9, true), new(0.4, false, "near-twin")];
        JsonElement json = JsonSerializer.SerializeToElement(PairMetrics.Of(pairs));
        Assert.Equal(1, json.GetProperty("auc").GetDouble());
        Assert.Equal(1, json.GetProperty("n_same").GetInt32());
        Assert.Equal(2, json.GetProperty("ci95").GetProperty("tar_at_far_1e_2").GetArrayLength());
        Assert.Equal(0, json.GetProperty("per_difficulty").GetProperty("near-twin").GetProperty("eer").GetDouble());
    }

    [Fact]
    public void Recall_counts_the_item_among_the_nearest()
    {
        // Two items with two pictures, and a stranger nearer to the last than its own other picture.
        float[] places = [0, 1, 10, 14, 13];
        var pictures = new EmbeddingSet(places, [.. new[] { 0, 0, 1, 1, 2 }.Select((item, i) => new CataloguePhoto($"{i}", $"{item}"))]);
        GarmentSearch search = GarmentSearch.Of(pictures)!;
        Assert.Equal((4, 2), (search.Count, search.Garments));
        Assert.Equal(0.5, search.RecallAt1); // 10 and 14 both have 13 nearer
        Assert.Equal(1, search.RecallAt5);
        Assert.Null(GarmentSearch.Of(new EmbeddingSet([1, 2], [new("a", "0"), new("b", "1")])));
    }

    [Theory]
    [InlineData(0.95)]
    [InlineData(0.7)]
    public void Duplicates_are_the_connected_pictures(double threshold)
    {
        var random = new Random(9);
        float[] vectors = [.. Enumerable.Range(0, 60 * 3).Select(_ => (float)(random.NextDouble() - 0.2))];
        var pictures = new EmbeddingSet(vectors, [.. Enumerable.Range(0, 60).Select(i => new CataloguePhoto($"{i}", ""))]);
        bool[,] reached = new bool[60, 60];
        for (int a = 0; a < 60; a++)
            for (int b = 0; b < 60; b++)
                reached[a, b] = a == b || PairEvaluation.Cosine(pictures[a], pictures[b]) >= threshold;
        for (int k = 0; k < 60; k++)
            for (int a = 0; a < 60; a++)
                for (int b = 0; b < 60; b++)
                    reached[a, b] |= reached[a, k] && reached[k, b];
        var expected = Enumerable.Range(0, 60).Select(a => string.Join(' ', Enumerable.Range(0, 60).Where(b => reached[a, b])))
            .Where(c => c.Contains(' ')).Distinct().Order();
        var clusters = DuplicateSearch.Of(pictures, threshold);
        Assert.Equal(expected, clusters.Select(c => string.Join(' ', c.Photos)).Order());
        Assert.All(clusters.SelectMany(c => c.Links), link => Assert.True(link.Score >= threshold));
        Assert.Throws<InputException>(() => DuplicateSearch.Of(pictures, double.NaN));
    }

    [Fact]
    public void A_vector_of_zeros_is_like_nothing()
    {
        Assert.Equal(0, PairEvaluation.Cosine([0, 0], [1, 0]));
        Assert.Equal(0, PairEvaluation.Cosine([0, 0], [0, 0]));
        Assert.Equal(1, PairEvaluation.Cosine([2, 0], [3, 0]), 1e-12);
        Assert.Empty(DuplicateSearch.Of(new EmbeddingSet([0, 0, 0, 0], [new("a", ""), new("b", "")]), 0.5));
    }
}
