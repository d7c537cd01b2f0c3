using FashionNotebooks.Evaluation;
using FashionNotebooks.Evaluation.Retrieval;

namespace FashionNotebooks.Tests.Evaluation.Retrieval;

public sealed class QueryScoresTests
{
    [Fact]
    public void A_worked_example_gives_the_figures_computed_by_hand()
    {
        QueryScores scores = QueryScores.Of([false, true, true, false, false, true])!.Value;
        Assert.Equal(0, scores.Top1);
        Assert.Equal(1, scores.Top5);
        Assert.Equal(1 / 2.0, scores.ReciprocalRank, 12);
        Assert.Equal((1 / 2.0 + 2 / 3.0 + 3 / 6.0) / 3, scores.AveragePrecision, 12);
        Assert.Equal(2 / 3.0, scores.RPrecision, 12);
        Assert.Equal((1 / 2.0 + 2 / 3.0) / 3, scores.MapAtR, 12);
        Assert.Null(QueryScores.Of([false, false]));
        Assert.Equal(new QueryScores(1, 1, 1, 1, 1, 1), QueryScores.Of([true, true, false]));
    }

    [Fact]
    public void Random_rankings_agree_with_plain_loops()
    {
        var random = new Random(8);
        for (int round = 0; round < 500; round++)
        {
            bool[] relevant = [.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => random.Next(4) == 0)];
            QueryScores? scores = QueryScores.Of(relevant);
            Assert.Equal(relevant.Contains(true), scores is not null);
            if (scores is { } s)
                AssertEqualsOracle(s, relevant);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(2, 6)]
    [InlineData(3, 7)]
    [InlineData(5, 8)]
    [InlineData(8, 8)]
    public void The_expected_scores_are_the_mean_over_every_possible_ranking(int relevant, int gallery)
    {
        var all = new List<QueryScores>();
        for (int bits = 0; bits < 1 << gallery; bits++)
        {
            if (int.PopCount(bits) == relevant)
                all.Add(QueryScores.Of([.. Enumerable.Range(0, gallery).Select(i => (bits >> i & 1) == 1)])!.Value);
        }
        QueryScores expected = QueryScores.ExpectedAtRandom(relevant, gallery);
        Assert.Equal(all.Average(s => s.Top1), expected.Top1, 12);
        Assert.Equal(all.Average(s => s.Top5), expected.Top5, 12);
        Assert.Equal(all.Average(s => s.ReciprocalRank), expected.ReciprocalRank, 12);
        Assert.Equal(all.Average(s => s.AveragePrecision), expected.AveragePrecision, 12);
        Assert.Equal(all.Average(s => s.RPrecision), expected.RPrecision, 12);
        Assert.Equal(all.Average(s => s.MapAtR), expected.MapAtR, 12);
    }

    private static void AssertEqualsOracle(QueryScores scores, bool[] relevant)
    {
        int total = relevant.Count(r => r);
        double PrecisionAt(int k) => relevant.Take(k).Count(r => r) / (double)k;
        double average = 0, atR = 0;
        for (int k = 1; k <= relevant.Length; k++)
        {
            average += relevant[k - 1] ? PrecisionAt(k) / total : 0;
            atR += relevant[k - 1] && k <= total ? PrecisionAt(k) / total : 0;
        }
        Assert.Equal(relevant[0] ? 1 : 0, scores.Top1);
        Assert.Equal(relevant.Take(5).Any(r => r) ? 1 : 0, scores.Top5);
        Assert.Equal(1.0 / (1 + Array.IndexOf(relevant, true)), scores.ReciprocalRank, 12);
        Assert.Equal(average, scores.AveragePrecision, 12);
        Assert.Equal(PrecisionAt(total), scores.RPrecision, 12);
        Assert.Equal(atR, scores.MapAtR, 12);
    }
}
