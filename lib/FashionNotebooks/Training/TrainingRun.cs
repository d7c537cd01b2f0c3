namespace FashionNotebooks.Training;

/// <summary>From a folder of photos to a checkpoint with its log beside it.</summary>
public abstract record TrainingRun
{
    /// <summary>Folder with <c>train/</c> and <c>validation/</c>, or with class folders, which are then split.</summary>
    public required string Data { get; init; }

    /// <summary>The checkpoint to write; its log and its state are written beside it.</summary>
    public required string Output { get; init; }

    public Recipe Recipe { get; init; } = Recipe.Reference;

    /// <summary>Decides every random number: same seed, machine and threads, same bytes.</summary>
    public long Seed { get; init; }

    /// <summary>Go on where a stopped run with the same settings ended; without such a run, start.</summary>
    public bool Resume { get; init; }

    /// <summary>Where decoded photos are kept between runs; null: the user's cache folder; empty: nowhere.</summary>
    public string? CacheDirectory { get; init; }

    /// <summary>Told about a hundred times while photos are decoded, before training reports its first step.</summary>
    public IProgress<LoadProgress>? Decoding { get; init; }

    /// <summary>Told what a user should know before the first step, a line each.</summary>
    public IProgress<string>? Notes { get; init; }

    /// <summary>How photos become the model's inputs; null takes the architecture's own rule, or that of the model to start from.</summary>
    public Preprocessing? Preprocessing { get; init; }

    /// <summary>A file of label corrections, as the inspection of a folder writes; null for none.</summary>
    public string? Corrections { get; init; }

    /// <summary>Trains, and writes the best weights so far after each epoch that improves them.</summary>
    /// <param name="progress">Hears of every step and epoch.</param>
    /// <param name="cancellation">Stops cleanly within a step; the best checkpoint so far stays, and <see cref="Resume"/> goes on.</param>
    /// <exception cref="InputException">Folder, files or settings cannot be used.</exception>
    public abstract TrainingReport Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default);

    /// <param name="dimension">Length of an embedding.</param>
    /// <param name="options">What is needed to make the model again, beyond the architecture's name.</param>
    /// <param name="startFile">The file whose weights it starts from; null for random ones.</param>
    private protected TrainingReport Train(
        Objective objective, TrainingData data, string architecture, int dimension, IReadOnlyDictionary<string, string> options,
        string? startFile, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var metadata = new CheckpointMetadata
        {
            Task = objective.Name,
            Architecture = architecture,
            Classes = data.Train.Classes,
            Preprocessing = data.Validation.Preprocessing,
            EmbeddingDimension = dimension,
            Options = options,
        };
        var folder = new RunFolder(this, objective.Recipe, metadata, data.Fingerprint, startFile);
        TrainingResult result = Trainer.Train(objective, Seed, folder, progress, cancellation);
        return new TrainingReport(
            result, result.BestEpoch > 0 ? Output : null, folder.LogPath, architecture,
            objective.Model.parameters().Sum(parameter => parameter.numel()), data.Train.Classes, data.Train.Count, data.Validation.Count,
            data.Problems, data.LeftOut, data.LoadSeconds);
    }
}
