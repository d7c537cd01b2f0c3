using FashionNotebooks.Training.Losses;
using FashionNotebooks.Training.Miners;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Training.Miners;

/// <summary>Every miner against three nested loops.</summary>
public class MinerTests
{
    private const double Margin = 0.7;

    [Theory]
    [InlineData(1, 12, 3)]
    [InlineData(2, 16, 2)]
    [InlineData(3, 9, 5)]
    [InlineData(4, 6, 1)]
    [InlineData(5, 5, 20)]
    public void AllAndSemiHardEqualTheLoops(int seed, int n, int classes)
    {
        using var scope = NewDisposeScope();
        var (embeddings, labels, distance, label) = Batch(seed, n, classes);
        var valid = Valid(label).ToList();
        Assert.Equal(valid, Sorted(new AllTriplets().Mine(embeddings, labels)));
        var semiHard = valid.Where(t => distance[t.A, t.N] > distance[t.A, t.P] && distance[t.A, t.N] < distance[t.A, t.P] + Margin)
            .ToList();
        Assert.Equal(semiHard, Sorted(new SemiHardTriplets(Margin).Mine(embeddings, labels)));
    }

    [Theory]
    [InlineData(1, 12, 3)]
    [InlineData(2, 16, 2)]
    [InlineData(4, 6, 1)]
    [InlineData(5, 5, 20)]
    public void BatchHardTakesTheFarthestPositiveAndTheNearestNegative(int seed, int n, int classes)
    {
        using var scope = NewDisposeScope();
        var (embeddings, labels, distance, label) = Batch(seed, n, classes);
        var expected = Valid(label).GroupBy(t => t.A)
            .Select(g => (g.Key, g.MaxBy(t => distance[t.A, t.P]).P, g.MinBy(t => distance[t.A, t.N]).N)).ToList();
        Assert.Equal(expected, Sorted(new BatchHardTriplets().Mine(embeddings, labels)));
    }

    [Fact]
    public void RandomDrawsOneValidTripletPerAnchorAndReachesAll()
    {
        using var scope = NewDisposeScope();
        var (embeddings, labels, _, label) = Batch(7, 8, 3);
        var valid = Valid(label).ToHashSet();
        var seen = new HashSet<(int, int, int)>();
        for (int round = 0; round < 300; round++)
        {
            var mined = Sorted(new RandomTriplets().Mine(embeddings, labels));
            Assert.Equal(valid.Select(t => t.A).Distinct().Order(), mined.Select(t => t.A));
            Assert.All(mined, t => Assert.Contains(t, valid));
            seen.UnionWith(mined);
        }
        Assert.Equal(valid.Count, seen.Count);
    }

    [Fact]
    public void StatisticsDescribeTheChoice()
    {
        using var scope = NewDisposeScope();
        var (embeddings, labels, distance, label) = Batch(3, 10, 3);
        var valid = Valid(label).ToList();
        MinerStatistics statistics = new AllTriplets().Mine(embeddings, labels).Statistics;
        Assert.Equal(valid.Count, statistics.Found);
        Assert.Equal(valid.Count, statistics.Possible);
        Assert.Equal(valid.Average(t => distance[t.A, t.P]), statistics.MeanPositiveDistance, 4);
        Assert.Equal(valid.Average(t => distance[t.A, t.N]), statistics.MeanNegativeDistance, 4);
        Assert.Equal(valid.Average(t => distance[t.A, t.N] < distance[t.A, t.P] ? 1.0 : 0), statistics.Violating, 4);
    }

    [Fact]
    public void TheLossIsTheMeanOverViolatedTripletsAndHasAZeroGradientWithoutAny()
    {
        using var scope = NewDisposeScope();
        var (embeddings, labels, distance, label) = Batch(11, 12, 3);
        using var loss = new MinedTripletLoss(new AllTriplets(), Margin);
        var violated = Valid(label).Select(t => distance[t.A, t.P] - distance[t.A, t.N] + Margin).Where(v => v > 0).ToList();
        Assert.Equal(violated.Average(), loss.call(embeddings, labels).item<float>(), 3);

        Tensor leaf = embeddings.detach().clone().requires_grad_();
        Tensor none = loss.call(leaf, zeros_like(labels));
        none.backward();
        Assert.Equal(0f, none.item<float>());
        Assert.Equal(0f, leaf.grad!.abs().sum().item<float>());
    }

    [Fact]
    public void TheContrastiveLossEqualsTheLoop()
    {
        using var scope = NewDisposeScope();
        var (embeddings, labels, distance, label) = Batch(5, 10, 3);
        var pairs = (from i in Enumerable.Range(0, 10) from j in Enumerable.Range(0, 10) where i != j select (i, j)).ToList();
        double pull = pairs.Where(p => label[p.i] == label[p.j]).Average(p => Math.Pow(distance[p.i, p.j], 2));
        double push = pairs.Where(p => label[p.i] != label[p.j]).Average(p => Math.Pow(Math.Max(0, 3 - distance[p.i, p.j]), 2));
        using var loss = new ContrastiveLoss(3);
        Assert.Equal(pull + push, loss.call(embeddings, labels).item<float>(), 3);
        Assert.Equal(pairs.Average(p => distance[p.i, p.j]), PairwiseDistance.Mean(embeddings), 3);
    }

    private static IEnumerable<(int A, int P, int N)> Valid(long[] label)
    {
        for (int a = 0; a < label.Length; a++)
            for (int p = 0; p < label.Length; p++)
                for (int n = 0; n < label.Length; n++)
                    if (a != p && label[a] == label[p] && label[a] != label[n])
                        yield return (a, p, n);
    }

    private static List<(int A, int P, int N)> Sorted(Triplets triplets) =>
        [.. Rows(triplets.Anchors).Zip(Rows(triplets.Positives), Rows(triplets.Negatives)).Order()];

    private static IEnumerable<int> Rows(Tensor rows) => rows.contiguous().data<long>().ToArray().Select(row => (int)row);

    private static (Tensor Embeddings, Tensor Labels, double[,] Distance, long[] Label) Batch(int seed, int n, int classes)
    {
        random.manual_seed(seed);
        Tensor embeddings = randn(n, 4), labels = randint(0, classes, new long[] { n }, dtype: ScalarType.Int64);
        float[] x = embeddings.data<float>().ToArray();
        var distance = new double[n, n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                distance[i, j] = Math.Sqrt(Enumerable.Range(0, 4).Sum(k => Math.Pow(x[(4 * i) + k] - (double)x[(4 * j) + k], 2)));
        return (embeddings, labels, distance, labels.data<long>().ToArray());
    }
}
