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

    internal void Save(string path, RunIdentity run, Optimizers optimizers)
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
            ["fingerprint"] = run.Fingerprint,
            ["run"] = run.Settings,
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
    internal static TrainingState? Load(string path, RunIdentity run)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using SafeTensorsReader reader = SafeTensorsReader.Open(path);
            IReadOnlyDictionary<string, string> metadata = reader.Header.Metadata;
            if (metadata["fingerprint"] != run.Fingerprint)
            {
                string other = run.Difference(metadata.GetValueOrDefault("run"));
                throw new OtherRunException(
                    $"'{path}' belongs to a run with {other}; repeat that one, or start anew instead of resuming");
            }
            return Read(reader, metadata);
        }
        catch (Exception e) when (e is InputException and not OtherRunException or KeyNotFoundException or FormatException or JsonException
            or ArgumentException or OverflowException or InvalidDataException)
        {
            throw new InputException(
                $"'{path}', which the stopped run left to go on from, is cut off or damaged; start anew instead of resuming", e);
        }
    }

    private static TrainingState Read(SafeTensorsReader reader, IReadOnlyDictionary<string, string> metadata)
    {
        var alarm = new CollapseAlarm();
        double? start = metadata.TryGetValue("collapse_start", out string? text) ? double.Parse(text, CultureInfo.InvariantCulture) : null;
        alarm.Restore(start, bool.Parse(metadata["collapsed"]));
        List<EpochRecord>? history = JsonSerializer.Deserialize<List<EpochRecord>>(metadata["history"], TrainingLog.Json);
        int best = int.Parse(metadata["best_epoch"], CultureInfo.InvariantCulture);
        if (history is null || history.Contains(null!) || best < 1 || best > history.Count)
            throw new InvalidDataException("there is no such epoch");
        var state = new TrainingState(history, best, alarm, [], [], []);
        foreach (var (name, value) in StateDict.Read(reader))
        {
            if (name == OptimizerKey)
                state.memory = value;
            foreach (var (prefix, part) in state.Parts.Where(part => name.StartsWith(part.Prefix, StringComparison.Ordinal)))
                part.Add(name[prefix.Length..], value);
        }
        return state.memory is not null ? state : throw new InvalidDataException("it has no memory of the optimizer");
    }

    /// <summary>Gives optimizers over the same parameters their memory back.</summary>
    internal void Restore(Optimizers optimizers, long steps)
    {
        using var reader = new BinaryReader(new MemoryStream(memory!.bytes.ToArray()));
        try
        {
            optimizers.Load(reader, steps);
        }
        catch (EndOfStreamException e)
        {
            throw new InputException("the optimizer's memory of the stopped run is cut off; start anew instead of resuming", e);
        }
    }

    /// <summary>Frees the tensors of a state that was read.</summary>
    public void Dispose()
    {
        memory?.Dispose();
        foreach (var (_, part) in Parts)
            Weights.Dispose(part);
    }
}

/// <summary>All that decides the result of a run: a hash, and as far as it has names, these with their values.</summary>
internal sealed record RunIdentity(string Fingerprint, string Settings)
{
    private const int MostNamed = 3;

    /// <summary>In which settings another run differs, in words.</summary>
    internal string Difference(string? settings)
    {
        Dictionary<string, string> mine = Flat(Settings), its = Flat(settings ?? "{}");
        IEnumerable<string> keys = mine.Keys.Union(its.Keys).Where(key => mine.GetValueOrDefault(key) != its.GetValueOrDefault(key));
        string[] differ = [.. keys.Select(key => key switch
        {
            "data_fingerprint" => "other photos",
            _ => $"{key} {its.GetValueOrDefault(key, "none")} instead of {mine.GetValueOrDefault(key, "none")}",
        })];
        return settings is null || differ.Length == 0 ? "other data or settings"
            : string.Join(", ", differ.Take(MostNamed)) + (differ.Length > MostNamed ? $" and {differ.Length - MostNamed} more" : "");
    }

    // One entry of the metadata holds the recipe's own settings as JSON.
    private static Dictionary<string, string> Flat(string json)
    {
        Dictionary<string, string> entries = JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
        if (entries.Remove("option.settings", out string? recipe))
        {
            foreach (JsonProperty setting in JsonDocument.Parse(recipe).RootElement.EnumerateObject())
                entries[setting.Name] = setting.Value.ToString();
        }
        return entries;
    }
}

/// <summary>A file of a run that is whole but of other settings.</summary>
internal sealed class OtherRunException(string message) : InputException(message);
