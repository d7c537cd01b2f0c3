namespace FashionNotebooks.Training;

/// <summary>What surrounds a run: its seed, its files, who listens and who may stop it.</summary>
internal sealed record LoopOptions
{
    /// <summary>Decides every random number.</summary>
    internal long Seed { get; init; }

    /// <summary>The file that a killed run resumes from; null keeps none.</summary>
    internal string? StatePath { get; init; }

    /// <summary>Names everything that decides the result: a state of another run is refused.</summary>
    internal string Fingerprint { get; init; } = "";

    /// <summary>Go on from the state file if it is there.</summary>
    internal bool Resume { get; init; }

    /// <summary>Called with the figures while the model has the weights to keep.</summary>
    internal Action<EpochRecord>? SaveBest { get; init; }

    /// <summary>Called after each epoch with all records so far.</summary>
    internal Action<IReadOnlyList<EpochRecord>>? SaveLog { get; init; }

    /// <summary>Who listens.</summary>
    internal IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Who may stop it.</summary>
    internal CancellationToken Cancellation { get; init; }
}
