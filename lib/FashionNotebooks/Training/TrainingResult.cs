namespace FashionNotebooks.Training;

/// <param name="History">One record per epoch, including epochs of an earlier run that was resumed.</param>
/// <param name="BestEpoch">The epoch whose weights the model has now; 0 when cancelled before the first epoch ended.</param>
/// <param name="Best">The figures of that epoch; null when there is none.</param>
/// <param name="Cancelled">True when the caller stopped it.</param>
/// <param name="Collapsed">True when the embeddings collapsed at some step.</param>
/// <param name="Seconds">Time of this run.</param>
public sealed record TrainingResult(
    IReadOnlyList<EpochRecord> History, int BestEpoch, EpochRecord? Best, bool Cancelled, bool Collapsed, double Seconds)
{
    /// <summary>
    /// Validation accuracy of the linear probe, before any layer below the head has learnt; null when the recipe has none.
    /// </summary>
    public double? ProbeAccuracy { get; init; }
}

/// <summary>What a run over files has to tell.</summary>
/// <param name="Result">How training went.</param>
/// <param name="Checkpoint">The file that was written; null when cancelled before the first epoch ended.</param>
/// <param name="Parameters">Trainable values.</param>
/// <param name="Classes">Classes in the order of their labels.</param>
/// <param name="Problems">Files that were left out, and why.</param>
/// <param name="LeftOut">Folders that are not classes of the model.</param>
/// <param name="LoadSeconds">Time to decode, or to read the cache.</param>
public sealed record TrainingReport(
    TrainingResult Result,
    string? Checkpoint,
    string Log,
    string Architecture,
    long Parameters,
    IReadOnlyList<string> Classes,
    int TrainCount,
    int ValidationCount,
    IReadOnlyList<FileProblem> Problems,
    IReadOnlyList<string> LeftOut,
    double LoadSeconds)
{
    /// <summary>
    /// Garments of the training photos that took no part because they have one photo; 0 where nothing is trained by garment.
    /// </summary>
    public int SingleGarments { get; init; }
}
