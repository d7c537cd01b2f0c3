using System.Diagnostics;
using System.Reflection;

namespace FashionNotebooks.Doors;

/// <summary>What came of a door under mutations.</summary>
internal sealed record Tally(string Door)
{
    public int Mutations { get; set; }

    public int Refused { get; set; }

    public int Accepted { get; set; }

    public int Hangs { get; set; }

    public TimeSpan Slowest { get; set; }

    /// <summary>The largest resident memory of the process.</summary>
    public long PeakBytes { get; set; }

    /// <summary>How often each kind of crash was seen, and the mutation that showed it first.</summary>
    public SortedDictionary<string, (int Times, int First)> Crashes { get; } = new(StringComparer.Ordinal);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Door,-12} {Mutations,8} mutations {Refused,8} refused {Accepted,8} accepted "
        + $"{Crashes.Values.Sum(crash => crash.Times),4} crashes "
        + $"{Hangs,3} hangs  slowest {Slowest.TotalSeconds:0.00} s  peak {PeakBytes / 1e6:0} MB")
        + string.Concat(Crashes.Select(crash => $"\n    {crash.Value.Times} times, first mutation {crash.Value.First}: {crash.Key}"));
}

/// <summary>Leads mutations through a door.</summary>
internal static class Campaign
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(5);

    /// <param name="door">The door.</param>
    /// <param name="from">Number of the first mutation.</param>
    /// <param name="to">Number behind the last.</param>
    /// <param name="begins">Told of each mutation before it is made.</param>
    public static Tally Run(Door door, int from, int to, Action<int, Tally>? begins = null)
    {
        var tally = new Tally(door.Name);
        var mutator = new Mutator(door.Seeds, door.Words);
        for (int number = from; number < to; number++)
        {
            begins?.Invoke(number, tally);
            Open(door, number, mutator.Make(number), tally);
        }
        tally.PeakBytes = PeakBytes();
        return tally;
    }

    /// <summary>The largest resident memory that the process has had.</summary>
    public static long PeakBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static void Open(Door door, int number, byte[] input, Tally tally)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            door.Open(input);
            tally.Accepted++;
        }
        catch (Exception e) when (door.Refuses(e) && e.Message.AsSpan().IndexOfAny('\r', '\n') < 0)
        {
            tally.Refused++;
        }
        catch (Exception e)
        {
            string where = new StackTrace(e).GetFrames().Select(frame => frame.GetMethod()).FirstOrDefault(IsOurs) is { } method
                ? $"{method.DeclaringType!.Name}.{method.Name}" : "?";
            string crash = $"{e.GetType().Name} in {where}: {e.Message.ReplaceLineEndings(" ")}";
            string kind = crash[..Math.Min(crash.Length, 160)];
            (int times, int first) = tally.Crashes.GetValueOrDefault(kind, (0, number));
            tally.Crashes[kind] = (times + 1, first);
        }
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        tally.Mutations++;
        tally.Slowest = took > tally.Slowest ? took : tally.Slowest;
        tally.Hangs += took > Hang ? 1 : 0;
    }

    private static bool IsOurs(MethodBase? method) =>
        method?.DeclaringType?.Assembly.GetName().Name is "FashionNotebooks" or "CSharpKernel" or "fashion";
}
