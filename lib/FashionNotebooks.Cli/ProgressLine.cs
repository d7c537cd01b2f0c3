using System.Diagnostics;

namespace FashionNotebooks.Cli;

/// <summary>
/// Shows long work on standard error: one line that renews itself on a terminal, a plain line per epoch (or per quarter of a count)
/// elsewhere.
/// </summary>
internal sealed class ProgressLine : IProgress<TrainingProgress>, IDisposable
{
    private const int BarWidth = 24;

    private readonly bool terminal = !Console.IsErrorRedirected;
    private readonly Stopwatch sinceLast = Stopwatch.StartNew();
    private readonly Lock gate = new();
    private bool open;
    private bool warned;
    private string counted = "";
    private int quarter;

    /// <summary>Lines about a run, as they come.</summary>
    public static IProgress<string> Notes { get; } = new Follower<string>(Answer.Note);

    public void Report(TrainingProgress value)
    {
        lock (gate)
        {
            if (value.Record is { } record)
                Line(Describe(value.Epochs, record));
            else if (terminal && sinceLast.ElapsedMilliseconds >= 100)
                Renew($"{value.Stage} epoch {value.Epoch}/{value.Epochs} {Bar((double)value.Step / value.Steps)} loss {value.Loss:0.000}  "
                    + $"{value.PhotosPerSecond:0} photos/s");
            if (value.Collapsed && !warned)
            {
                warned = true;
                Line($"warning: the embeddings collapse towards one point (mean distance {value.MeanPairwiseDistance:0.0000}); "
                    + "stop and use a smaller learning rate or --miner semihard");
            }
        }
    }

    /// <summary>Counts through pictures.</summary>
    public IProgress<LoadProgress> Load(string what) => new Follower<LoadProgress>(value => Count(what, value.Done, value.Total));

    /// <summary>Follows a share from 0 to 1.</summary>
    public IProgress<double> Share(string what) => new Follower<double>(value => Count(what, (int)Math.Round(100 * value), 100));

    /// <summary>Follows a download and the checks after it.</summary>
    public IProgress<DownloadProgress> Download() => new Follower<DownloadProgress>(value =>
        Count(value.Step, (int)(100.0 * value.Done / Math.Max(1, value.Total ?? value.Done)), 100));

    public void Dispose()
    {
        lock (gate)
            Close();
    }

    private void Count(string what, int done, int all)
    {
        lock (gate)
        {
            int now = all == 0 ? 4 : 4 * done / all;
            if (what != counted || (quarter == 4 && now == 0)) // something else, or the same from the start
                (counted, quarter) = (what, 0);
            bool further = now > quarter; // reports of several threads may arrive late
            quarter = Math.Max(quarter, now);
            // Only a terminal shows the steps between.
            if (terminal && quarter < 4 && (further || sinceLast.ElapsedMilliseconds >= 100))
                Renew($"{what} {Bar((double)done / all)} {done}/{all}");
            else if (further)
                Line($"{what}: {done}/{all}");
        }
    }

    private static string Describe(int epochs, EpochRecord record)
    {
        string metrics = string.Join("  ", record.Metrics.Select(m => $"{m.Key} {m.Value:0.000}"));
        string distance = record.MeanPairwiseDistance is { } d ? $"  mean distance {d:0.000}" : "";
        return $"{record.Stage} epoch {record.Epoch}/{epochs}  loss {record.Loss:0.000}  {metrics}{distance}  {record.Seconds:0.0} "
            + $"s{(record.Best ? "  best" : "")}";
    }

    private static string Bar(double share)
    {
        int full = (int)Math.Round(Math.Clamp(share, 0, 1) * BarWidth);
        return $"[{new string('#', full)}{new string('.', BarWidth - full)}]";
    }

    private void Renew(string text)
    {
        sinceLast.Restart();
        open = true;
        Console.Error.Write($"\r\u001b[K{text}");
    }

    private void Line(string text)
    {
        Console.Error.WriteLine(open ? $"\r\u001b[K{text}" : text);
        open = false;
        sinceLast.Restart();
    }

    private void Close()
    {
        if (open)
            Console.Error.WriteLine();
        open = false;
    }

    private sealed class Follower<T>(Action<T> follow) : IProgress<T>
    {
        public void Report(T value) => follow(value);
    }
}
