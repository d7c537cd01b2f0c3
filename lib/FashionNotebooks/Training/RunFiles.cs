using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FashionNotebooks.Checkpoints;
using FashionNotebooks.Engine;
using FashionNotebooks.Models;
using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>The files of a run: the checkpoint, its log, and the state that a stopped run resumes from.</summary>
internal sealed class RunFiles
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };
    private readonly TrainingOptions options;
    private readonly CheckpointMetadata metadata;
    private readonly Func<IReadOnlyDictionary<string, Tensor>> weights;
    private readonly string fingerprint;

    /// <summary>Prepares the files; without <c>Resume</c> the state of an older run is removed.</summary>
    /// <param name="options">Where the checkpoint goes.</param>
    /// <param name="recipe">The settings of the stage.</param>
    /// <param name="metadata">What the model is; the run's own entries are added here.</param>
    /// <param name="data">Fingerprint of the photos.</param>
    /// <param name="weights">The tensors to keep, as they are when asked for.</param>
    /// <param name="startFile">The file that the weights start from, if any.</param>
    internal RunFiles(
        TrainingOptions options, StageRecipe recipe, CheckpointMetadata metadata, string data,
        Func<IReadOnlyDictionary<string, Tensor>> weights, string? startFile)
    {
        this.options = options;
        this.weights = weights;
        this.metadata = metadata with
        {
            Recipe = options.Recipe.Name,
            Seed = options.Seed,
            DataFingerprint = data,
            Threads = get_num_threads(),
            Layout = recipe.ChannelsLast ? "channels_last" : "contiguous",
            DType = "float32",
            Options = new Dictionary<string, string>(metadata.Options)
            {
                [TrainedModel.FlipOption] = recipe.FlipAverage ? "true" : "false",
                ["settings"] = JsonSerializer.Serialize(recipe, recipe.GetType(), Json),
            },
        };
        fingerprint = Hash(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new SortedDictionary<string, string>(this.metadata.ToDictionary(), StringComparer.Ordinal))
            + (startFile is null ? "" : Hash(File.ReadAllBytes(startFile)))));
        AtomicFile.Sweep(options.Output);
        if (!options.Resume)
            File.Delete(StatePath);
    }

    private string StatePath => options.Output + ".state";

    private string LogPath => TrainingLog.PathFor(options.Output);

    /// <summary>The loop's surroundings, with these files.</summary>
    internal LoopOptions Loop(IProgress<TrainingProgress>? progress, CancellationToken cancellation) => new()
    {
        Seed = options.Seed,
        StatePath = StatePath,
        Fingerprint = fingerprint,
        Resume = options.Resume,
        SaveBest = SaveBest,
        SaveLog = records => TrainingLog.Write(LogPath, records),
        Progress = progress,
        Cancellation = cancellation,
    };

    /// <summary>What the command has to tell.</summary>
    internal TrainingReport Report(TrainingResult result, TrainingData data, nn.Module model) => new(
        result, result.BestEpoch > 0 ? options.Output : null, LogPath, metadata.Architecture,
        model.parameters().Sum(parameter => parameter.numel()), metadata.Classes, data.Train.Count, data.Validation.Count,
        data.Problems, data.LeftOut, data.LoadSeconds);

    private void SaveBest(EpochRecord record)
    {
        CheckpointMetadata full = metadata with
        {
            Metrics = record.Metrics,
            Options = new Dictionary<string, string>(metadata.Options) { ["epoch"] = record.Epoch.ToString(CultureInfo.InvariantCulture) },
        };
        StateDict.Save(options.Output, weights(), full.ToDictionary());
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
