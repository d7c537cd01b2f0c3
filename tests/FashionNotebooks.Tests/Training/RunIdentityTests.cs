using System.Text.Json;
using FashionNotebooks.Training;

namespace FashionNotebooks.Tests.Training;

public class RunIdentityTests
{
    [Fact]
    public void What_differs_between_two_runs_is_named()
    {
        RunIdentity run = new("b", Settings("abc", 0.01, 8));
        Assert.Equal("Epochs 4 instead of 8", run.Difference(Settings("abc", 0.01, 4)));
        Assert.Equal("other photos, Epochs 4 instead of 8, LearningRate 0.1 instead of 0.01", run.Difference(Settings("def", 0.1, 4)));
        Assert.Equal("other data or settings", run.Difference(Settings("abc", 0.01, 8)));
        Assert.Equal("other data or settings", run.Difference(null));
    }

    private static string Settings(string data, double rate, int epochs) => JsonSerializer.Serialize(new SortedDictionary<string, string>
    {
        ["data_fingerprint"] = data,
        ["option.settings"] = JsonSerializer.Serialize(new { Epochs = epochs, LearningRate = rate }),
    });
}
