using FashionNotebooks.Training;

namespace FashionNotebooks.Tests.Training;

public class CollapseAlarmTests
{
    [Fact]
    public void ItRingsWhenDistancesFallToATwentiethOfTheStartAndKeepsRinging()
    {
        var alarm = new CollapseAlarm();
        Assert.False(alarm.Observe(2.0));
        Assert.False(alarm.Observe(0.2));
        Assert.True(alarm.Observe(0.05));
        Assert.True(alarm.Observe(3.0));
    }

    [Fact]
    public void ItRingsWhenDistancesAreNoNumbers() => Assert.True(new CollapseAlarm().Observe(double.NaN));
}
