using System.Text.Json;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Evaluation.Retrieval;
using FashionNotebooks.Search;

namespace FashionNotebooks.Tests.Evaluation.Retrieval;

public sealed class RetrievalMetricsTests
{
    private static readonly string[] Classes = ["dress", "hat", "pants"];

    [Fact]
    public void Random_cases_agree_with_plain_loops()
    {
        var random = new Random(9);
        for (int round = 0; round < 20; round++)
        {
            EmbeddingSet gallery = Noise(random, random.Next(2, 40), 5);
            EmbeddingSet queries = round % 2 == 0 ? gallery : Noise(random, 10, 5);
            RetrievalReport report = RetrievalMetrics.Of(queries, gallery, Classes, excludeSameSender: true, threads: 1 + round % 2);
            AssertEqualsOracle(report, queries, gallery, excludeSender: false);
            AssertEqualsOracle(report.Excluded!, queries, gallery, excludeSender: true);
        }
    }

    [Fact]
    public void A_query_never_finds_itself_by_path_or_by_bytes()
    {
        var catalogue = new EmbeddingSet(
            [0, 0, 1, 5], [Item("a", 0, hash: "x"), Item("copy of a", 0, hash: "x"), Item("b", 1), Item("c", 0)]);
        RetrievalReport report = RetrievalMetrics.Of(new EmbeddingSet([0], [Item("a", 0, hash: "x")]), catalogue, Classes);
        Assert.Equal(0, report.Top1); // the nearest left is b
        Assert.Equal(0.5, report.MeanReciprocalRank);
    }

    [Fact]
    public void Leaving_the_sender_out_keeps_pictures_of_unknown_senders()
    {
        var catalogue = new EmbeddingSet([1, 2, 3], [Item("a", 0, sender: "ann"), Item("b", 1), Item("c", 0, sender: "bob")]);
        RetrievalReport report = RetrievalMetrics.Of(
            new EmbeddingSet([0], [Item("q", 0, sender: "ann")]), catalogue, Classes, excludeSameSender: true);
        Assert.Equal(1, report.Top1);
        Assert.Equal(0, report.Excluded!.Top1);
        Assert.Equal(0.5, report.Excluded.MeanReciprocalRank);
        Assert.Null(RetrievalMetrics.Of(catalogue, catalogue, Classes).Excluded);
    }

    [Fact]
    public void A_query_without_a_right_answer_is_counted_apart()
    {
        var catalogue = new EmbeddingSet([1, 2, 3], [Item("a", 0), Item("b", 0), Item("c", 2)]);
        RetrievalReport report = RetrievalMetrics.Of(catalogue, catalogue, Classes);
        Assert.Equal(2, report.Count);
        Assert.Equal(1, report.Unanswerable);
        Assert.Equal(["dress"], report.PerClass.Keys);
    }

    [Fact]
    public void Equal_distances_are_ranked_by_gallery_order()
    {
        var catalogue = new EmbeddingSet([1, 1, 1], [Item("a", 1), Item("b", 0), Item("c", 0)]);
        Assert.Equal(0.5, RetrievalMetrics.Of(new EmbeddingSet([1], [Item("q", 0)]), catalogue, Classes).MeanReciprocalRank);
    }

    [Fact]
    public void The_report_has_the_JSON_names_of_the_command()
    {
        var random = new Random(10);
        EmbeddingSet set = Noise(random, 20, 3);
        JsonElement json = JsonSerializer.SerializeToElement(RetrievalMetrics.Of(set, set, Classes, excludeSameSender: true));
        string[] names = ["n", "top1", "top5", "mrr", "map", "r_precision", "map_at_r", "ci95", "unanswerable", "per_class"];
        Assert.Equal([.. names, "excluded"], json.EnumerateObject().Select(p => p.Name));
        Assert.Equal(names, json.GetProperty("excluded").EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            ["top1", "top5", "mrr", "map", "r_precision", "map_at_r"], json.GetProperty("ci95").EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public void Intervals_repeat_and_hold_their_figures()
    {
        EmbeddingSet set = Noise(new Random(11), 100, 3);
        RetrievalReport a = RetrievalMetrics.Of(set, set, Classes, seed: 4, threads: 1),
            b = RetrievalMetrics.Of(set, set, Classes, seed: 4, threads: 2);
        Assert.Equal(a.Intervals, b.Intervals);
        Assert.InRange(a.Top1, a.Intervals["top1"].Low, a.Intervals["top1"].High);
        Assert.InRange(a.MeanAveragePrecision, a.Intervals["map"].Low, a.Intervals["map"].High);
    }

    [Fact]
    public void Wrong_vectors_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new EmbeddingSet([1, 2, 3], [Item("a", 0), Item("b", 0)]));
        Assert.Contains("'b'", Assert.Throws<InputException>(() => new EmbeddingSet([1, float.NaN], [Item("a", 0), Item("b", 0)])).Message,
            StringComparison.Ordinal);
        EmbeddingSet one = new([1], [Item("a", 0)]), two = new([1, 2], [Item("a", 0)]);
        Assert.Throws<ArgumentException>(() => RetrievalMetrics.Of(one, two, Classes));
        Assert.Throws<ArgumentException>(() => RetrievalMetrics.Of(one, one, []));
    }

    private static CataloguePhoto Item(string path, int label, string? hash = null, string? sender = null) =>
        new(path, Classes[label], hash ?? "", sender);

    private static EmbeddingSet Noise(Random random, int count, int dimension) => new(
        [.. Enumerable.Range(0, count * dimension).Select(_ => (float)random.Next(-3, 4))],
        [.. Enumerable.Range(0, count).Select(i => Item($"{random.Next(30)}", random.Next(3),
            random.Next(2) == 0 ? null : $"h{random.Next(20)}", random.Next(3) == 0 ? null : $"s{random.Next(4)}"))]);

    private static void AssertEqualsOracle(RetrievalScores report, EmbeddingSet queries, EmbeddingSet gallery, bool excludeSender)
    {
        var scores = new List<QueryScores>();
        for (int q = 0; q < queries.Photos.Count; q++)
        {
            CataloguePhoto query = queries.Photos[q];
            var ranking = new List<(double Distance, int Index)>();
            for (int g = 0; g < gallery.Photos.Count; g++)
            {
                CataloguePhoto item = gallery.Photos[g];
                bool same = item.Path == query.Path || (item.Sha256 != "" && item.Sha256 == query.Sha256);
                if (same || (excludeSender && item.Sender != null && item.Sender == query.Sender))
                    continue;
                double distance = 0;
                for (int d = 0; d < queries.Dimension; d++)
                    distance += Math.Pow(queries.Vectors[q * queries.Dimension + d] - gallery.Vectors[g * queries.Dimension + d], 2);
                ranking.Add((distance, g));
            }
            ranking.Sort();
            if (QueryScores.Of([.. ranking.Select(r => gallery.Photos[r.Index].Class == query.Class)]) is { } score)
                scores.Add(score);
        }
        Assert.Equal(scores.Count, report.Count);
        if (scores.Count == 0)
            return;
        Assert.Equal(scores.Average(s => s.Top1), report.Top1, 12);
        Assert.Equal(scores.Average(s => s.Top5), report.Top5, 12);
        Assert.Equal(scores.Average(s => s.ReciprocalRank), report.MeanReciprocalRank, 12);
        Assert.Equal(scores.Average(s => s.AveragePrecision), report.MeanAveragePrecision, 12);
        Assert.Equal(scores.Average(s => s.RPrecision), report.RPrecision, 12);
        Assert.Equal(scores.Average(s => s.MapAtR), report.MapAtR, 12);
    }
}
