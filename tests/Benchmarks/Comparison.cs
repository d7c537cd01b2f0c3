using System.Globalization;

namespace FashionNotebooks.Benchmarks;

/// <summary>Alternates runners round by round, so that a change of the machine's speed meets all of them, and compares medians.</summary>
internal static class Comparison
{
    /// <summary>The last runner is the peer: each row's ratio is the peer's median over the row's, per round, with the range of the middle 80 % of rounds.</summary>
    public static void Run(string title, int rounds, int repetitions, params IRunner[] runners)
    {
        var medians = runners.Select(_ => new List<double>()).ToArray();
        foreach (var runner in runners)
            runner.Run(Math.Max(5, repetitions / 2));
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
            {
                double[] r = [.. times.Zip(peerTimes, (mine, its) => its / mine).Order()];
                ratios += string.Create(CultureInfo.InvariantCulture, $"  {Median(r):0.00}x [{r[r.Length / 10]:0.00}-{r[^(1 + r.Length / 10)]:0.00}] {peer.Name};");
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {runner.Name,-44} {Median(times),9:0.000} ms{ratios}"));
            runner.Dispose();
        }
    }

    public static double Median(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}
