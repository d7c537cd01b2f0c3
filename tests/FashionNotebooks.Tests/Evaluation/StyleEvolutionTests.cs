using FashionNotebooks.Evaluation;
using FashionNotebooks.Search;

namespace FashionNotebooks.Tests.Evaluation;

public class StyleEvolutionTests
{
    private static readonly DateOnly Day = new(2020, 1, 1);

    [Fact]
    public void Periods_follow_the_days_and_measure_from_the_first()
    {
        // Days fall while the first value rises: the last picture is the oldest.
        var pictures = new EmbeddingSet([6, 0, 4, 0, 2, 0, 0, 0], [.. Enumerable.Range(0, 4).Select(i => new CataloguePhoto($"{i}", ""))]);
        IReadOnlyList<StylePeriod> periods = StyleEvolution.Of(pictures, [Day.AddDays(30), Day.AddDays(20), Day.AddDays(10), Day], 2);
        Assert.Equal([(Day, Day.AddDays(10), 2, 0.0), (Day.AddDays(20), Day.AddDays(30), 2, 4.0)],
            periods.Select(period => (period.From, period.To, period.Count, period.Moved)));
        Assert.Equal([1f, 0f], periods[0].Centre);
    }

    [Fact]
    public void Every_picture_is_in_one_period()
    {
        var pictures = new EmbeddingSet(
            [.. Enumerable.Range(0, 11).Select(i => (float)i)], [.. Enumerable.Range(0, 11).Select(i => new CataloguePhoto($"{i}", ""))]);
        DateOnly[] days = [.. Enumerable.Range(0, 11).Select(i => Day.AddDays(i))];
        Assert.Equal(11, StyleEvolution.Of(pictures, days, 4).Sum(period => period.Count));
        Assert.Throws<ArgumentException>(() => StyleEvolution.Of(pictures, days[1..], 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => StyleEvolution.Of(pictures, days, 12));
    }
}
