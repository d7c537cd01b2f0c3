namespace FashionNotebooks.Training;

/// <summary>How training went.</summary>
/// <param name="History">One record per epoch, including epochs of an earlier run that was resumed.</param>
/// <param name="BestEpoch">The epoch whose weights the model has now; 0 when cancelled before the first epoch ended.</param>
/// <param name="Best">The figures of that epoch; null when there is none.</param>
/// <param name="Cancelled">True when the caller stopped it.</param>
/// <param name="Collapsed">True when the embeddings collapsed at some step.</param>
/// <param name="Seconds">Time of this run.</param>
public sealed record TrainingResult(
    IReadOnlyList<EpochRecord> History, int BestEpoch, EpochRecord? Best, bool Cancelled, bool Collapsed, double Seconds)
{
    /// <summary>Validation accuracy of the linear probe, before any layer below the head has learnt; null when the recipe has none.</summary>
    public double? ProbeAccuracy { get; init; }
}
