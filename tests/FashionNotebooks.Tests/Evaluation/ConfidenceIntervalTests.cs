using FashionNotebooks.Evaluation;

namespace FashionNotebooks.Tests.Evaluation;

public sealed class ConfidenceIntervalTests
{
    /// <summary>Values of R's <c>prop.test(x, n, correct = FALSE)</c>.</summary>
    [Theory]
    [InlineData(81, 263, 0.2552777, 0.3661732)]
    [InlineData(0, 20, 0, 0.1611252)]
    [InlineData(29, 29, 0.8830287, 1)]
    public void Wilson_gives_the_published_values(int successes, int trials, double low, double high)
    {
        Interval interval = ConfidenceIntervals.Wilson(successes, trials);
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Fact]
    public void The_bootstrap_of_a_proportion_is_close_to_Wilsons()
    {
        bool[] hits = [.. Enumerable.Range(0, 400).Select(i => i % 10 < 3)];
        Interval drawn = ConfidenceIntervals.Bootstrap(hits.Length, ["share"], (counts, values) =>
        {
            values[0] = 0;
            for (int i = 0; i < hits.Length; i++)
                values[0] += hits[i] ? counts[i] / 400.0 : 0;
        }, seed: 3)["share"];
        Interval wilson = ConfidenceIntervals.Wilson(120, 400);
        Assert.Equal(wilson.Low, drawn.Low, 0.01);
        Assert.Equal(wilson.High, drawn.High, 0.01);
    }

    [Fact]
    public void Impossible_counts_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ConfidenceIntervals.Wilson(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConfidenceIntervals.Wilson(2, 1));
    }
}
