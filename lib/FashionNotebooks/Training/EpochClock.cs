using System.Diagnostics;

namespace FashionNotebooks.Training;

/// <summary>Time of an epoch, and how much of its training part went into waiting for data.</summary>
internal sealed class EpochClock
{
    private readonly Stopwatch epoch = Stopwatch.StartNew();
    private readonly Stopwatch wait = new();
    private double? training;

    /// <summary>Since the epoch began.</summary>
    internal double Seconds => epoch.Elapsed.TotalSeconds;

    /// <summary>Of the training part, without validation.</summary>
    internal double TrainingSeconds => training ?? Seconds;

    /// <summary>Waiting as a share of the training part.</summary>
    internal double WaitShare => wait.Elapsed.TotalSeconds / TrainingSeconds;

    /// <summary>Runs what may have to wait for data.</summary>
    internal T Wait<T>(Func<T> next)
    {
        wait.Start();
        T result = next();
        wait.Stop();
        return result;
    }

    /// <summary>Ends the training part.</summary>
    internal void TrainingEnds() => training = Seconds;
}
