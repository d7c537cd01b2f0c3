namespace FashionNotebooks.Training;

/// <summary>The files of a run, side by side: the checkpoint, its log, and the state that a stopped run resumes from.</summary>
internal sealed class RunFolder
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };
    private readonly TrainingRun run;
    private readonly CheckpointMetadata metadata;
    private readonly RunIdentity identity;
    private bool begun;

    /// <summary>Prepares the files; the state of an older run is removed unless it is to be resumed.</summary>
    internal RunFolder(TrainingRun run, StageRecipe recipe, CheckpointMetadata metadata, string data, string? startFile)
    {
        this.run = run;
        CheckpointMetadata With(StageRecipe settings) => metadata with
        {
            Recipe = run.Recipe.Name,
            Seed = run.Seed,
            DataFingerprint = data,
            Threads = get_num_threads(),
            Layout = recipe.ChannelsLast ? "channels_last" : "contiguous",
            Options = new Dictionary<string, string>(metadata.Options)
            {
                [TrainedModel.FlipOption] = recipe.FlipAverage ? "true" : "false",
                ["settings"] = JsonSerializer.Serialize(settings, settings.GetType(), Json),
            },
        };
        this.metadata = With(recipe);
        StageRecipe lasting = recipe.DependsOnLength ? recipe : recipe with { Epochs = 0 };
        string texts = JsonSerializer.Serialize(new SortedDictionary<string, string>(With(lasting).ToDictionary(), StringComparer.Ordinal));
        identity = new(DataFingerprint.OfText(texts + (startFile is null ? "" : DataFingerprint.OfFile(startFile))), texts);
        AtomicFile.Sweep(run.Output);
        if (!run.Resume)
            File.Delete(StatePath);
        else if (!File.Exists(StatePath))
            run.Notes?.Report($"no stopped run left its state in '{StatePath}': this one begins anew");
    }

    internal string LogPath => TrainingLog.PathFor(run.Output);

    internal string StatePath => run.Output + ".state";

    // The model of an older run, until this one has ended well: it may be the better one.
    private string PreviousPath => run.Output + ".previous";

    internal void SaveBest(IReadOnlyDictionary<string, Tensor> weights, EpochRecord record)
    {
        CheckpointMetadata full = metadata with
        {
            Metrics = record.Metrics,
            Options = new Dictionary<string, string>(metadata.Options) { ["epoch"] = record.Epoch.ToString(CultureInfo.InvariantCulture) },
        };
        bool older = !begun && !run.Resume && File.Exists(run.Output) && !File.Exists(PreviousPath);
        if (older)
            File.Move(run.Output, PreviousPath);
        try
        {
            StateDict.Save(run.Output, weights, full.ToDictionary());
        }
        catch when (older)
        {
            File.Move(PreviousPath, run.Output);
            throw;
        }
        begun = true;
    }

    /// <summary>Removes the older model when the run has ended well; else says where it is.</summary>
    internal void End(bool well)
    {
        if (well)
            File.Delete(PreviousPath);
        else if (File.Exists(PreviousPath))
            run.Notes?.Report($"the model that was there before is in '{PreviousPath}'");
    }

    internal void SaveLog(IEnumerable<EpochRecord> history) => TrainingLog.Write(LogPath, history);

    /// <summary>Writes what a stopped run goes on from.</summary>
    internal void Save(TrainingState state, Optimizers optimizers)
    {
        state.Save(StatePath, identity, optimizers);
        SaveLog(state.History);
    }

    /// <summary>The state to go on from; null where there is none, or none is wanted.</summary>
    internal TrainingState? Load() => run.Resume ? TrainingState.Load(StatePath, identity) : null;
}
