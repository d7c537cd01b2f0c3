using System.Globalization;
using System.Text.Json;
using FashionNotebooks.Checkpoints;
using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>
/// Everything a killed run needs to go on: weights, their average, the best so far, the optimizer's memory and the records,
/// in one safetensors file that is replaced as a whole after each epoch.
/// </summary>
internal sealed class TrainingState : IDisposable
{
    private const string OptimizerKey = "optimizer";
    private readonly Dictionary<string, Tensor> tensors;

    private TrainingState(Dictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        this.tensors = tensors;
        History = JsonSerializer.Deserialize<List<EpochRecord>>(metadata["history"], TrainingLog.Json)!;
        BestEpoch = int.Parse(metadata["best_epoch"], CultureInfo.InvariantCulture);
        Collapsed = bool.Parse(metadata["collapsed"]);
        CollapseStart = metadata.TryGetValue("collapse_start", out string? start) ? double.Parse(start, CultureInfo.InvariantCulture) : null;
        Model = Part("model.");
        Average = Part("average.");
        Best = Part("best.");
    }

    internal IReadOnlyList<EpochRecord> History { get; }

    internal int Epoch => History.Count;

    internal int BestEpoch { get; }

    internal bool Collapsed { get; }

    internal double? CollapseStart { get; }

    internal IReadOnlyDictionary<string, Tensor> Model { get; }

    internal IReadOnlyDictionary<string, Tensor> Average { get; }

    internal IReadOnlyDictionary<string, Tensor> Best { get; }

    /// <summary>Writes the state atomically.</summary>
    internal static void Save(
        string path, string fingerprint, IReadOnlyList<EpochRecord> history, int bestEpoch, CollapseAlarm alarm,
        IReadOnlyDictionary<string, Tensor> model, IReadOnlyDictionary<string, Tensor>? average, IReadOnlyDictionary<string, Tensor> best,
        Optimizers optimizers)
    {
        using var scope = NewDisposeScope();
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer))
            optimizers.Save(writer);
        var all = new Dictionary<string, Tensor>(StringComparer.Ordinal) { [OptimizerKey] = tensor(buffer.ToArray()) };
        Add(all, "model.", model);
        Add(all, "average.", average);
        Add(all, "best.", best);
        var metadata = new Dictionary<string, string>
        {
            ["fingerprint"] = fingerprint,
            ["history"] = JsonSerializer.Serialize(history, TrainingLog.Json),
            ["best_epoch"] = bestEpoch.ToString(CultureInfo.InvariantCulture),
            ["collapsed"] = alarm.Collapsed.ToString(),
        };
        if (alarm.Start is { } start)
            metadata["collapse_start"] = start.ToString("R", CultureInfo.InvariantCulture);
        StateDict.Save(path, all, metadata);
    }

    /// <summary>Reads the state; null when there is no file.</summary>
    /// <exception cref="InputException">The file belongs to another run or is damaged.</exception>
    internal static TrainingState? Load(string path, string fingerprint)
    {
        if (!File.Exists(path))
            return null;
        IReadOnlyDictionary<string, string> metadata = SafeTensorsFile.ReadMetadata(path);
        if (!metadata.TryGetValue("fingerprint", out string? found) || found != fingerprint)
            throw new InputException($"'{path}' belongs to a run with other data or settings; repeat that command, or leave out --resume to start anew");
        return new TrainingState(StateDict.Load(path), metadata);
    }

    /// <summary>Gives optimizers over the same parameters their memory back.</summary>
    internal void Restore(Optimizers optimizers)
    {
        using var reader = new BinaryReader(new MemoryStream(tensors[OptimizerKey].bytes.ToArray()));
        optimizers.Load(reader);
    }

    public void Dispose() => Weights.Dispose(tensors);

    private static void Add(Dictionary<string, Tensor> all, string prefix, IReadOnlyDictionary<string, Tensor>? part)
    {
        foreach (var (name, value) in part ?? new Dictionary<string, Tensor>())
            all[prefix + name] = value;
    }

    private Dictionary<string, Tensor> Part(string prefix) =>
        tensors.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value, StringComparer.Ordinal);
}
