namespace FashionNotebooks.Training;

/// <summary>The files of a run, side by side: the checkpoint, its log, and the state that a stopped run resumes from.</summary>
internal sealed class RunFolder
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };
    private readonly TrainingRun run;
    private readonly CheckpointMetadata metadata;
    private readonly string fingerprint; // of everything that decides the result

    /// <summary>Prepares the files; the state of an older run is removed unless it is to be resumed.</summary>
    internal RunFolder(TrainingRun run, StageRecipe recipe, CheckpointMetadata metadata, string data, string? startFile)
    {
        this.run = run;
        this.metadata = metadata with
        {
            Recipe = run.Recipe.Name,
            Seed = run.Seed,
            DataFingerprint = data,
            Threads = get_num_threads(),
            Layout = recipe.ChannelsLast ? "channels_last" : "contiguous",
            Options = new Dictionary<string, string>(metadata.Options)
            {
                [TrainedModel.FlipOption] = recipe.FlipAverage ? "true" : "false",
                ["settings"] = JsonSerializer.Serialize(recipe, recipe.GetType(), Json),
            },
        };
        string texts = JsonSerializer.Serialize(new SortedDictionary<string, string>(this.metadata.ToDictionary(), StringComparer.Ordinal));
        fingerprint = Hash(Encoding.UTF8.GetBytes(texts + (startFile is null ? "" : Hash(File.ReadAllBytes(startFile)))));
        AtomicFile.Sweep(run.Output);
        if (!run.Resume)
            File.Delete(StatePath);
    }

    internal string LogPath => TrainingLog.PathFor(run.Output);

    private string StatePath => run.Output + ".state";

    internal void SaveBest(IReadOnlyDictionary<string, Tensor> weights, EpochRecord record)
    {
        CheckpointMetadata full = metadata with
        {
            Metrics = record.Metrics,
            Options = new Dictionary<string, string>(metadata.Options) { ["epoch"] = record.Epoch.ToString(CultureInfo.InvariantCulture) },
        };
        StateDict.Save(run.Output, weights, full.ToDictionary());
    }

    internal void SaveLog(IEnumerable<EpochRecord> history) => TrainingLog.Write(LogPath, history);

    /// <summary>Writes what a stopped run goes on from.</summary>
    internal void Save(TrainingState state, Optimizers optimizers)
    {
        state.Save(StatePath, fingerprint, optimizers);
        SaveLog(state.History);
    }

    /// <summary>The state to go on from; null where there is none, or none is wanted.</summary>
    internal TrainingState? Load() => run.Resume ? TrainingState.Load(StatePath, fingerprint) : null;

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
