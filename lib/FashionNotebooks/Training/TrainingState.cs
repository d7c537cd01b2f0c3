namespace FashionNotebooks.Training;

/// <summary>
/// All that a stopped run needs to go on: weights, their average, the best so far, the optimizer's memory and the records, in one
/// safetensors file that is replaced as a whole after each epoch.
/// </summary>
internal sealed record TrainingState(
    IReadOnlyList<EpochRecord> History, int BestEpoch, CollapseAlarm Alarm,
    Dictionary<string, Tensor> Model, Dictionary<string, Tensor> Average, Dictionary<string, Tensor> Best) : IDisposable
{
    private const string OptimizerKey = "optimizer";
    private Tensor? memory;

    private IEnumerable<(string Prefix, Dictionary<string, Tensor> Part)> Parts =>
        [("model.", Model), ("average.", Average), ("best.", Best)];

    internal void Save(string path, string fingerprint, Optimizers optimizers)
    {
        using var scope = NewDisposeScope();
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer))
            optimizers.Save(writer);
        var all = new Dictionary<string, Tensor>(StringComparer.Ordinal) { [OptimizerKey] = tensor(buffer.ToArray()) };
        foreach (var (prefix, part) in Parts)
        {
            foreach (var (name, value) in part)
                all.Add(prefix + name, value);
        }
        var metadata = new Dictionary<string, string>
        {
            ["fingerprint"] = fingerprint,
            ["history"] = JsonSerializer.Serialize(History, TrainingLog.Json),
            ["best_epoch"] = BestEpoch.ToString(CultureInfo.InvariantCulture),
            ["collapsed"] = Alarm.Collapsed.ToString(),
        };
        if (Alarm.Start is { } start)
            metadata["collapse_start"] = start.ToString("R", CultureInfo.InvariantCulture);
        StateDict.Save(path, all, metadata);
    }

    /// <summary>Reads the state; null when there is no file.</summary>
    /// <exception cref="InputException">The file belongs to another run or is damaged.</exception>
    internal static TrainingState? Load(string path, string fingerprint)
    {
        if (!File.Exists(path))
            return null;
        using SafeTensorsReader reader = SafeTensorsReader.Open(path);
        IReadOnlyDictionary<string, string> metadata = reader.Header.Metadata;
        if (!metadata.TryGetValue("fingerprint", out string? found) || found != fingerprint)
            throw new InputException(
                $"'{path}' belongs to a run with other data or settings; repeat that one, or start anew instead of resuming");
        var alarm = new CollapseAlarm();
        double? start = metadata.TryGetValue("collapse_start", out string? text) ? double.Parse(text, CultureInfo.InvariantCulture) : null;
        alarm.Restore(start, bool.Parse(metadata["collapsed"]));
        var state = new TrainingState(
            JsonSerializer.Deserialize<List<EpochRecord>>(metadata["history"], TrainingLog.Json)!,
            int.Parse(metadata["best_epoch"], CultureInfo.InvariantCulture), alarm, [], [], []);
        foreach (var (name, value) in StateDict.Read(reader))
        {
            if (name == OptimizerKey)
                state.memory = value;
            foreach (var (prefix, part) in state.Parts.Where(part => name.StartsWith(part.Prefix, StringComparison.Ordinal)))
                part.Add(name[prefix.Length..], value);
        }
        return state;
    }

    /// <summary>Gives optimizers over the same parameters their memory back.</summary>
    internal void Restore(Optimizers optimizers, long steps)
    {
        using var reader = new BinaryReader(new MemoryStream(memory!.bytes.ToArray()));
        optimizers.Load(reader, steps);
    }

    /// <summary>Frees the tensors of a state that was read.</summary>
    public void Dispose()
    {
        memory?.Dispose();
        foreach (var (_, part) in Parts)
            Weights.Dispose(part);
    }
}
