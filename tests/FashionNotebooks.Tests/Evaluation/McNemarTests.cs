using FashionNotebooks.Evaluation;

namespace FashionNotebooks.Tests.Evaluation;

/// <summary>The exact test against all outcomes of fair coins.</summary>
public class McNemarTests
{
    [Fact]
    public void EqualsTheCountOfAllOutcomes()
    {
        for (int n = 0; n <= 12; n++)
        {
            for (int b = 0; b <= n; b++)
            {
                McNemarTest test = Split(b, n - b);
                Assert.Equal((b, n - b), (test.OnlyFirst, test.OnlySecond));
                Assert.Equal(Counted(b, n), test.PValue, 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(8, 1, 0.0390625)]
    [InlineData(10, 0, 0.001953125)]
    [InlineData(121, 59, 4.434444e-06)] // scipy.stats.binomtest(59, 180).pvalue
    public void KnownValues(int first, int second, double p) => Assert.Equal(1, Split(first, second).PValue / p, 1e-5);

    [Fact]
    public void ManyPicturesDoNotUnderflow()
    {
        Assert.Equal(1, Split(50_000, 50_000).PValue, 1e-6);
        Assert.InRange(Split(51_000, 49_000).PValue, 0, 1e-6);
    }

    [Fact]
    public void OnlyDifferencesCount()
    {
        McNemarTest test = McNemarTest.Of([true, true, false, false, true], [true, false, true, false, false]);
        Assert.Equal((2, 1), (test.OnlyFirst, test.OnlySecond));
        Assert.Throws<ArgumentException>(() => McNemarTest.Of([true], []));
    }

    private static McNemarTest Split(int first, int second) =>
        McNemarTest.Of([.. Enumerable.Repeat(true, first), .. Enumerable.Repeat(false, second), true, false],
            [.. Enumerable.Repeat(false, first), .. Enumerable.Repeat(true, second), true, false]);

    // Of all 2^n outcomes, those at least as far from an even split.
    private static double Counted(int b, int n)
    {
        int far = Enumerable.Range(0, 1 << n).Count(outcome => Math.Abs(2 * int.PopCount(outcome) - n) >= Math.Abs(2 * b - n));
        return (double)far / (1 << n);
    }
}
