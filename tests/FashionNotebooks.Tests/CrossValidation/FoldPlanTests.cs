using FashionNotebooks.CrossValidation;

namespace FashionNotebooks.Tests.CrossValidation;

/// <summary>Splits before it balances: no picture is in two parts.</summary>
public class FoldPlanTests
{
    private static readonly int[] Labels = [.. Enumerable.Range(0, 90).Select(i => i < 50 ? 0 : i < 80 ? 1 : 2)];
    private static readonly string[] Senders = [.. Enumerable.Range(0, 90).Select(i => $"person {i % 18}")];

    [Theory]
    [InlineData(null, false)]
    [InlineData(20, false)]
    [InlineData(60, false)]
    [InlineData(20, true)]
    public void NoPictureIsInBothPartsOfAFold(int? balance, bool grouped)
    {
        IReadOnlyList<Fold> folds = FoldPlan.Make(Labels, 5, seed: 3, grouped ? Senders : null, balance);
        Assert.Equal([1, 2, 3, 4, 5], folds.Select(fold => fold.Number));
        Assert.Equal(Enumerable.Range(0, 90), folds.SelectMany(fold => fold.Validation).Order());
        foreach (Fold fold in folds)
        {
            Assert.Empty(fold.Train.Intersect(fold.Validation));
            if (grouped)
                Assert.Empty(fold.Train.Select(i => Senders[i]).Intersect(fold.Validation.Select(i => Senders[i])));
            int[] counts = [.. Enumerable.Range(0, 3).Select(label => fold.Train.Count(i => Labels[i] == label))];
            if (balance is { } count)
                Assert.Equal([count, count, count], counts);
            else
                Assert.Equal(90, fold.Train.Count + fold.Validation.Count);
        }
    }

    [Fact]
    public void BalancingRepeatsEvenly()
    {
        foreach (Fold fold in FoldPlan.Make(Labels, 3, seed: 1, balance: 30))
        {
            int[] repeats = [.. fold.Train.Where(i => Labels[i] == 2).GroupBy(i => i).Select(group => group.Count())];
            Assert.InRange(repeats.Max() - repeats.Min(), 0, 1);
            Assert.All(fold.Train.Where(i => Labels[i] == 0).GroupBy(i => i), group => Assert.Single(group));
        }
    }

    [Fact]
    public void SameSeedSameFoldsAndBadSettingsAreOneLine()
    {
        Assert.Equal(FoldPlan.Make(Labels, 5, 7, balance: 9)[2].Train, FoldPlan.Make(Labels, 5, 7, balance: 9)[2].Train);
        Assert.NotEqual(FoldPlan.Make(Labels, 5, 7, balance: 9)[2].Train, FoldPlan.Make(Labels, 5, 8, balance: 9)[2].Train);
        Assert.Throws<InputException>(() => FoldPlan.Make(Labels, 1, 7));
        Assert.Contains("balancing to 0", Assert.Throws<InputException>(() => FoldPlan.Make(Labels, 5, 7, balance: 0)).Message,
            StringComparison.Ordinal);
    }
}
