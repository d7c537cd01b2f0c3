using System.Diagnostics;

namespace FashionNotebooks.Training;

/// <summary>Adds up the steps of an epoch, and how much of their time went into waiting for data.</summary>
internal sealed class EpochTally(Objective objective, int epoch)
{
    private readonly Stopwatch clock = Stopwatch.StartNew(), waiting = new();
    private double lossSum;
    private long photos;

    /// <summary>What to report of the latest step.</summary>
    internal TrainingProgress Latest { get; private set; } = new(objective.Name, epoch, objective.Recipe.Epochs, objective.StepsPerEpoch);

    /// <summary>Runs what may have to wait for data.</summary>
    internal T Wait<T>(Func<T> next)
    {
        waiting.Start();
        T result = next();
        waiting.Stop();
        return result;
    }

    /// <summary>Takes up a step, and tells the alarm of its distance.</summary>
    internal void Add(double loss, double learningRate, long count, double? meanPairwiseDistance, CollapseAlarm alarm)
    {
        photos += count;
        lossSum += loss * count;
        if (meanPairwiseDistance is { } distance)
            alarm.Observe(distance);
        double seconds = clock.Elapsed.TotalSeconds;
        Latest = Latest with
        {
            Step = Latest.Step + 1,
            Loss = loss,
            LearningRate = learningRate,
            PhotosPerSecond = photos / seconds,
            DataWaitShare = waiting.Elapsed.TotalSeconds / seconds,
            MeanPairwiseDistance = meanPairwiseDistance ?? Latest.MeanPairwiseDistance,
            Collapsed = alarm.Collapsed,
        };
    }

    /// <summary>The epoch's record, each photo's loss counting alike.</summary>
    internal EpochRecord Finish(Score score, bool best) => new(
        Latest.Stage, epoch, photos == 0 ? double.NaN : lossSum / photos, Latest.LearningRate, score.Value, score.Metrics, best,
        Latest.MeanPairwiseDistance, clock.Elapsed.TotalSeconds, Latest.DataWaitShare);
}
