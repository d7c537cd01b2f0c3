using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Joins samples along a new first dimension.</summary>
internal static class Collate
{
    internal static Dictionary<string, Tensor> Named(IEnumerable<Dictionary<string, Tensor>> samples, Device device)
    {
        var all = samples.ToList();
        return all[0].Keys.ToDictionary(key => key, key => Join(all.Select(sample => sample[key]), device));
    }

    internal static IList<Tensor> Listed(IEnumerable<IList<Tensor>> samples, Device device)
    {
        var all = samples.ToList();
        return [.. Enumerable.Range(0, all[0].Count).Select(place => Join(all.Select(sample => sample[place]), device))];
    }

    private static Tensor Join(IEnumerable<Tensor> tensors, Device device)
    {
        using var scope = NewDisposeScope();
        return stack(tensors.ToArray()).to(device).MoveToOuterDisposeScope();
    }
}
