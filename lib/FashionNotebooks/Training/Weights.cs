using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>Copies of state dicts that outlive every dispose scope.</summary>
internal static class Weights
{
    /// <summary>Copies tensors.</summary>
    internal static Dictionary<string, Tensor> Clone(IReadOnlyDictionary<string, Tensor> source)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        return source.ToDictionary(pair => pair.Key, pair => pair.Value.detach().clone().DetachFromDisposeScope(), StringComparer.Ordinal);
    }

    /// <summary>Copies values into tensors of the same names.</summary>
    internal static void CopyInto(IReadOnlyDictionary<string, Tensor> source, IReadOnlyDictionary<string, Tensor> target)
    {
        using var grad = no_grad();
        foreach (var (name, value) in target)
            value.copy_(source[name]);
    }

    /// <summary>Frees tensors.</summary>
    internal static void Dispose(IReadOnlyDictionary<string, Tensor>? tensors)
    {
        foreach (Tensor value in tensors?.Values ?? [])
            value.Dispose();
    }
}
