using System.Diagnostics;
using System.Globalization;

namespace FashionNotebooks.Benchmarks;

/// <summary>Alternates runners round by round, so that a change of the machine's speed meets all of them, and compares medians.</summary>
internal static class Comparison
{
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(0.5), LongWarm = TimeSpan.FromSeconds(5);

    /// <summary>The last runner is the peer: each row's ratio is the peer's median over the row's, per round, with
    /// the range of the middle 80 % of rounds.</summary>
    /// <returns>The median milliseconds of each runner in each round.</returns>
    public static IReadOnlyList<double>[] Run(string title, int rounds, int repetitions, params IRunner[] runners)
    {
        var medians = runners.Select(_ => new List<double>()).ToArray();
        foreach (var runner in runners)
            WarmUp(runner, Math.Max(5, repetitions / 2));
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < runners.Length; i++)
                medians[i].Add(Median(runners[i].Run(repetitions)));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{title} ({rounds} alternating rounds of {repetitions})"));
        foreach (var (runner, times) in runners.Zip(medians))
        {
            string ratios = "";
            foreach (var (peer, peerTimes) in runners.Zip(medians).Where(p => p.First is PeerRunner && runner is LocalRunner))
                ratios += $"  {Ratio(peerTimes, times)} {peer.Name};";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {runner.Name,-44} {Median(times),9:0.000} ms{ratios}"));
            runner.Dispose();
        }
        return medians;
    }

    /// <summary>How many times as long the first took as the second in the same round, with the range of
    /// the middle 80 % of rounds.</summary>
    public static string Ratio(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        double[] ratios = [.. first.Zip(second, (a, b) => a / b).Order()];
        return string.Create(CultureInfo.InvariantCulture,
            $"{Median(ratios):0.00}x [{ratios[ratios.Length / 10]:0.00}-{ratios[^(1 + ratios.Length / 10)]:0.00}]");
    }

    /// <summary>Runs for a while: the runtime compiles what is called often once more, some tenths of a second later. A long workload
    /// runs once.</summary>
    private static void WarmUp(IRunner runner, int repetitions)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan past;
        int runs = 0;
        do
        {
            runner.Run(1);
            runs++;
            past = Stopwatch.GetElapsedTime(start);
        }
        while (past < Warm || (runs < repetitions && past < LongWarm));
    }

    public static double Median(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}
