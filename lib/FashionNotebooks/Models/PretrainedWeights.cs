namespace FashionNotebooks.Models;

/// <summary>Weights to start from: a checkpoint of this library, or a state dict that PyTorch or torchvision saved.</summary>
public static class PretrainedWeights
{
    private const string Counter = ".num_batches_tracked";

    // What DistributedDataParallel, torch.compile, Lightning and others put before every name; no net here begins so.
    private static readonly string[] prefixes = ["module.", "_orig_mod.", "model.", "net."];

    /// <summary>Copies a file's tensors into a model. A head that the file lacks, or has for another number of classes, keeps its random
    /// start.</summary>
    /// <param name="model">The model; its backbone may be frozen afterwards.</param>
    /// <param name="path">A safetensors file or a <c>.pth</c> state dict, told by its content.</param>
    /// <param name="notes">Told what was taken off the names.</param>
    /// <exception cref="InputException">The file cannot be read or is of another architecture; nothing is copied then.</exception>
    public static void Load(ImageClassifier model, string path, IProgress<string>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var scope = NewDisposeScope();
        Fill(model, Read(path, notes), path);
    }

    /// <summary>Reads tensors, without the prefixes that all names have and no net here has; the caller disposes them.</summary>
    internal static Dictionary<string, Tensor> Read(string path, IProgress<string>? notes)
    {
        Dictionary<string, Tensor> tensors = StateDict.Load(path);
        string prefix = "";
        while (tensors.Count > 0 && prefixes.FirstOrDefault(next => tensors.Keys.All(name =>
            name.Length > prefix.Length + next.Length && name.AsSpan(prefix.Length).StartsWith(next, StringComparison.Ordinal)))
                is { } found)
            prefix += found;
        if (prefix.Length == 0)
            return tensors;
        notes?.Report($"'{path}': '{prefix}' was taken off the names of its {tensors.Count} tensors");
        return tensors.ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value);
    }

    /// <summary>Copies tensors into a model, as <see cref="Load"/> does those of a file.</summary>
    internal static void Fill(ImageClassifier model, IReadOnlyDictionary<string, Tensor> weights, string path)
    {
        Dictionary<string, Tensor> own = model.state_dict(), tensors = new(weights);
        if (HeadShape(own, model.HeadPrefix) is { } mine && HeadShape(tensors, model.HeadPrefix)?.SequenceEqual(mine) != true)
        {
            foreach (var (name, start) in own.Where(pair => pair.Key.StartsWith(model.HeadPrefix, StringComparison.Ordinal)))
                tensors[name] = start;
        }
        Complete(own, tensors);
        StateDict.LoadInto(own, tensors, path);
        model.Backbone.HasWeights = true;
    }

    /// <summary>Adds batch norm's counters where a file has none, as those of other libraries do.</summary>
    internal static void Complete(IReadOnlyDictionary<string, Tensor> own, Dictionary<string, Tensor> tensors)
    {
        foreach (var (name, value) in own)
        {
            if (name.EndsWith(Counter, StringComparison.Ordinal) && tensors.ContainsKey(name[..^Counter.Length] + ".running_mean"))
                tensors.TryAdd(name, value);
        }
    }

    private static long[]? HeadShape(IReadOnlyDictionary<string, Tensor> tensors, string prefix) =>
        tensors.FirstOrDefault(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)
            && pair.Key.EndsWith(".weight", StringComparison.Ordinal)).Value?.shape;
}
