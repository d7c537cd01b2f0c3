using FashionNotebooks.Photos.Sampling;

namespace FashionNotebooks.Tests.Photos.Sampling;

public class StratifiedSplitTests
{
    private static readonly int[] labels = [.. Enumerable.Range(0, 500).Select(i => i % 10 < 5 ? 0 : i % 10 < 8 ? 1 : 2)];

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.25)]
    public void Keeps_the_class_mix(double share)
    {
        SplitIndices split = StratifiedSplit.Of(labels, share, seed: 1);
        Assert.Equal(Enumerable.Range(0, 500), split.Train.Concat(split.Validation).Order());
        for (int c = 0; c < 3; c++)
            Assert.InRange(split.Validation.Count(i => labels[i] == c) - share * labels.Count(l => l == c), -1, 1);
    }

    [Fact]
    public void Follows_from_the_seed()
    {
        Assert.Equal(StratifiedSplit.Of(labels, 0.2, 7).Validation, StratifiedSplit.Of(labels, 0.2, 7).Validation);
        Assert.NotEqual(StratifiedSplit.Of(labels, 0.2, 7).Validation, StratifiedSplit.Of(labels, 0.2, 8).Validation);
    }

    [Fact]
    public void No_group_is_in_two_parts()
    {
        var random = new Random(3);
        string?[] groups = [.. labels.Select(_ => random.Next(10) == 0 ? null : $"g{(int)(40 * Math.Pow(random.NextDouble(), 2))}")];
        SplitIndices[] folds = StratifiedSplit.KFold(labels, 5, seed: 2, groups);
        Assert.Equal(Enumerable.Range(0, 500), folds.SelectMany(f => f.Validation).Order());
        foreach (SplitIndices fold in folds)
        {
            HashSet<string?> train = [.. fold.Train.Select(i => groups[i])];
            Assert.DoesNotContain(fold.Validation, i => groups[i] is not null && train.Contains(groups[i]));
            for (int c = 0; c < 3; c++)
                Assert.InRange(fold.Validation.Count(i => labels[i] == c) / (labels.Count(l => l == c) / 5.0), 0.5, 1.6);
        }
    }

    [Fact]
    public void Folds_are_even()
    {
        SplitIndices[] folds = StratifiedSplit.KFold(labels, 5, seed: 0);
        Assert.All(folds, f => Assert.Equal([50, 30, 20], Enumerable.Range(0, 3).Select(c => f.Validation.Count(i => labels[i] == c))));
    }

    [Fact]
    public void Impossible_splits_are_one_line()
    {
        Assert.Contains("one picture", Assert.Throws<InputException>(() => StratifiedSplit.Of([0, 0, 1], 0.5, 0)).Message,
            StringComparison.Ordinal);
        Assert.Throws<InputException>(() => StratifiedSplit.Of(labels, 1, 0));
        Assert.Throws<InputException>(() => StratifiedSplit.KFold(labels, 1, 0));
        Assert.Throws<InputException>(() => StratifiedSplit.KFold([0, 0, 1, 1], 3, 0, ["a", "a", "a", "a"]));
    }
}
