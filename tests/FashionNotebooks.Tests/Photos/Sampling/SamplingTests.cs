using FashionNotebooks.Photos.Sampling;

namespace FashionNotebooks.Tests.Photos.Sampling;

/// <summary>Orders, weights, triplets and batches follow from their seed and obey their definitions.</summary>
public class SamplingTests
{
    private static readonly int[] labels = [.. Enumerable.Range(0, 300).Select(i => i * i % 7)];

    [Fact]
    public void Permutations_hold_every_index_and_differ_by_epoch()
    {
        var sampler = new EpochSampler(1000, seed: 3);
        long[] first = sampler.Permutation(0), second = sampler.Permutation(1);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), first.Order());
        Assert.NotEqual(first, second);
        Assert.Equal(first, new EpochSampler(1000, 3).Permutation(0));
        Assert.NotEqual(first, new EpochSampler(1000, 4).Permutation(0));
    }

    [Fact]
    public void Permutations_are_unbiased()
    {
        double[] meanPlace = new double[10];
        var sampler = new EpochSampler(10, 1);
        for (int epoch = 0; epoch < 4000; epoch++)
        {
            long[] order = sampler.Permutation(epoch);
            for (int p = 0; p < 10; p++)
                meanPlace[order[p]] += p / 4000.0;
        }
        Assert.All(meanPlace, m => Assert.InRange(m, 4.3, 4.7)); // 4.5 ± 4.4 standard errors
    }

    [Theory]
    [InlineData(false, 4, 1)]
    [InlineData(true, 3, 3)]
    public void Batches_cover_the_epoch(bool dropLast, int batches, int last)
    {
        long[][] cut = [.. new EpochSampler(10, 0).Batches(2, 3, dropLast)];
        Assert.Equal(batches, cut.Length);
        Assert.Equal(last, cut[^1].Length);
    }

    [Fact]
    public void Balanced_weights_are_scikit_learns()
    {
        Assert.Equal([4 / (2 * 3f), 4 / (2 * 1f)], ClassWeights.Balanced([0, 0, 1, 0], 2));
        Assert.Throws<InputException>(() => ClassWeights.Balanced([0, 0], 2));
    }

    [Fact]
    public void Triplets_obey_their_definition()
    {
        var triples = new TripleDataset(labels, seed: 5);
        var partners = new HashSet<int>();
        for (int epoch = 0; epoch < 200; epoch++)
        {
            for (int a = 0; a < labels.Length; a += 37)
            {
                Triplet t = triples.Get(epoch, a);
                Assert.Equal(a, t.Anchor);
                Assert.NotEqual(t.Anchor, t.Positive);
                Assert.Equal(labels[t.Anchor], labels[t.Positive]);
                Assert.NotEqual(labels[t.Anchor], labels[t.Negative]);
            }
            partners.Add(triples.Get(epoch, 0).Positive);
        }
        Assert.InRange(partners.Count, 35, labels.Count(l => l == labels[0]) - 1);
    }

    [Fact]
    public void Positives_are_drawn_evenly_and_never_the_anchor()
    {
        int[] hits = new int[6];
        var triples = new TripleDataset([0, 0, 0, 1, 1, 1], 2);
        for (int epoch = 0; epoch < 6000; epoch++)
            hits[triples.Get(epoch, 1).Positive]++;
        Assert.Equal(0, hits[1]);
        Assert.InRange(hits[0], 2800, 3200);
        Assert.InRange(hits[2], 2800, 3200);
    }

    [Fact]
    public void The_reference_may_take_the_anchor_as_positive()
    {
        var triples = new TripleDataset(labels, 5, anchorMayBePositive: true);
        Assert.Contains(Enumerable.Range(0, 200), e => triples.Get(e, 0).Positive == 0);
        Assert.Equal(0, new TripleDataset([0, 1, 1], 0, anchorMayBePositive: true).Get(0, 0).Positive);
    }

    [Fact]
    public void Triplets_repeat_and_an_epoch_has_each_anchor_once()
    {
        Triplet[] epoch = [.. new TripleDataset(labels, 9).Epoch(4)];
        Assert.Equal(epoch, new TripleDataset(labels, 9).Epoch(4));
        Assert.Equal(Enumerable.Range(0, labels.Length), epoch.Select(t => t.Anchor).Order());
    }

    [Fact]
    public void Impossible_triplets_are_one_line()
    {
        Assert.Contains("at least two classes", Assert.Throws<InputException>(() => new TripleDataset([0, 0], 0)).Message,
            StringComparison.Ordinal);
        Assert.Contains("class number 1 has one picture", Assert.Throws<InputException>(() => new TripleDataset([0, 0, 1], 0)).Message,
            StringComparison.Ordinal);
        Assert.Contains("class 'hat' has one picture", Assert.Throws<InputException>(() =>
            new TripleDataset([0, 0, 1], 0, names: ["dress", "hat"])).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => new PKSampler([0, 0, 0], 2, 2, 0));
    }

    [Fact]
    public void PK_batches_hold_P_classes_of_K()
    {
        var sampler = new PKSampler(labels, 3, 4, seed: 1);
        long[][] batches = [.. sampler.Batches(0)];
        Assert.Equal(sampler.BatchesPerEpoch, batches.Length);
        foreach (long[] batch in batches)
        {
            var classes = batch.GroupBy(i => labels[i]).ToList();
            Assert.Equal(3, classes.Count);
            Assert.All(classes, c => Assert.Equal(4, c.Count()));
        }
        Assert.Equal(batches, sampler.Batches(0));
        Assert.NotEqual(batches[0], sampler.Batches(1).First());
        // A deck is dealt to its end before it is shuffled again.
        Assert.All(batches.SelectMany(b => b).GroupBy(i => labels[i]),
            c => Assert.InRange(c.GroupBy(i => i).Max(g => g.Count()) - c.GroupBy(i => i).Min(g => g.Count()), 0, 1));
    }

    [Fact]
    public void A_small_class_repeats_its_pictures() =>
        Assert.Equal(2, new PKSampler([0, 0, 0, 0, 0, 1], 2, 2, 0).Batches(0).First().Count(i => i == 5));
}
