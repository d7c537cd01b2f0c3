using Xunit;
using Xunit.Abstractions;

namespace FashionNotebooks.Doors;

/// <summary>
/// A few hundred mutations through every door; FASHION_MUTATIONS is how many. The program of this project leads through more.
/// </summary>
public sealed class DoorTests(ITestOutputHelper output)
{
    private const long MostBytes = 2_000_000_000;

    public static TheoryData<string> Names => [.. AllDoors.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_comes_through_a_door_is_used_or_refused_in_one_line(string name)
    {
        int count = int.Parse(Environment.GetEnvironmentVariable("FASHION_MUTATIONS") ?? "500", CultureInfo.InvariantCulture);
        using var workshop = new Workshop();
        Tally tally = Campaign.Run(AllDoors.Open(name, workshop), 0, count);
        output.WriteLine($"{tally}");
        Assert.True(tally.Crashes.Count == 0 && tally.Hangs == 0, $"{tally}");
        Assert.InRange(tally.Refused, 1, count - 1); // neither a wall nor a hole
        Assert.InRange(tally.PeakBytes, 0, MostBytes);
    }

    [Theory]
    [InlineData("onnx", 50198)] // a name with a carriage return, quoted by ONNX Runtime
    public void A_mutation_that_once_came_through_is_refused(string name, int number)
    {
        using var workshop = new Workshop();
        Tally tally = Campaign.Run(AllDoors.Open(name, workshop), number, number + 1);
        Assert.True(tally is { Crashes.Count: 0, Refused: 1 }, $"{tally}");
    }

    [Fact]
    public void A_mutation_is_the_same_whenever_it_is_made()
    {
        byte[][] seeds = Door.Texts("a good input of some length, 12345", "another");
        byte[][] made = [.. Enumerable.Range(0, 200).Select(new Mutator(seeds, Door.Texts("word")).Make)];
        Assert.Equal(made, Enumerable.Range(0, 200).Select(new Mutator(seeds, Door.Texts("word")).Make));
        Assert.InRange(made.DistinctBy(Convert.ToHexString).Count(), 150, 200);
    }
}
