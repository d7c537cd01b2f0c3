using FashionNotebooks.Evaluation;
using FashionNotebooks.Evaluation.Retrieval;
using FashionNotebooks.Photos.Colours;
using FashionNotebooks.Tests.Photos;

namespace FashionNotebooks.Tests.Evaluation.Retrieval;

/// <summary>nDCG against every order there is, and what counts as relevant.</summary>
public sealed class LookScoresTests
{
    [Fact]
    public void TheBestOrderHasOneAndTheOthersTheirShareOfIt()
    {
        var random = new Random(4);
        for (int round = 0; round < 60; round++)
        {
            int[] relevances = [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => random.Next(0, 5))];
            double[] gains = [.. Orders(relevances).Select(Gain)];
            double best = gains.Max();
            foreach (int[] order in Orders(relevances))
                Assert.Equal(best == 0 ? 1 : Gain(order) / best, LookScores.Ndcg(order), 10);
        }
    }

    [Fact]
    public void OnlyTheFirstTenCount()
    {
        int[] ten = [.. Enumerable.Repeat(4, 10)];
        Assert.Equal(1, LookScores.Ndcg([.. ten, .. new int[15], 4, 4, 4, 4, 4]), 12);
        Assert.Equal(0, LookScores.Ndcg([.. new int[15], .. ten]));
    }

    [Fact]
    public void EachLikenessIsAPoint()
    {
        var shirt = new GarmentTruth("t-shirt", "polo", new Lab(50, 40, 20), "plain");
        Assert.Equal(4, shirt.Relevance(shirt));
        Assert.Equal(3, shirt.Relevance(shirt with { Colour = new Lab(50, -40, 20) }));
        Assert.Equal(2, shirt.Relevance(shirt with { Class = "longsleeve" })); // a cut counts within its class
        Assert.Equal(1, shirt.Relevance(new GarmentTruth("hat", "cap", new Lab(52, 38, 20), "dots")));
        Assert.Equal(0, shirt.Relevance(new GarmentTruth("hat", "cap", new Lab(20, 0, 0), "dots")));
    }

    [Fact]
    public void TheTableIsReadWholeOrNotAtAll()
    {
        using TemporaryFolder folder = Fixture.Folder();
        Assert.Null(GarmentTruth.Near(folder.Path));
        folder.Write("items.csv", "image,item\na,1\n");
        Assert.Null(GarmentTruth.Near(folder.Path));
        folder.Write("items.csv", "image,class,cut,lab_l,lab_a,lab_b,pattern\na,hat,cap,50.5,-1,2,dots\n");
        Assert.Equal(new GarmentTruth("hat", "cap", new Lab(50.5, -1, 2), "dots"), GarmentTruth.Near(folder.Path)!["a"]);
        folder.Write("items.csv", "image,class,cut,lab_l,lab_a,lab_b,pattern\na,hat,cap,light,-1,2,dots\n");
        Assert.Contains("line 2", Assert.Throws<InputException>(() => GarmentTruth.Near(folder.Path)).Message, StringComparison.Ordinal);
    }

    private static double Gain(int[] order) => order.Select((relevance, i) => relevance * Math.Log(2) / Math.Log(i + 2)).Sum();

    private static IEnumerable<int[]> Orders(int[] values) => values.Length <= 1
        ? [values]
        : Enumerable.Range(0, values.Length)
            .SelectMany(i => Orders([.. values.Where((_, j) => j != i)]).Select(rest => (int[])[values[i], .. rest]));
}
