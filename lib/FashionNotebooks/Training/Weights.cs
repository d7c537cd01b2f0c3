namespace FashionNotebooks.Training;

/// <summary>Copies of state dicts that outlive every dispose scope.</summary>
internal static class Weights
{
    internal static Dictionary<string, Tensor> Clone(Dictionary<string, Tensor> source)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        return source.ToDictionary(pair => pair.Key, pair => pair.Value.detach().clone().DetachFromDisposeScope(), StringComparer.Ordinal);
    }

    internal static void CopyInto(Dictionary<string, Tensor> source, Dictionary<string, Tensor> target)
    {
        using var grad = no_grad();
        foreach (var (name, value) in target)
            value.copy_(source[name]);
    }

    internal static void Dispose(Dictionary<string, Tensor>? tensors)
    {
        foreach (Tensor value in tensors?.Values.AsEnumerable() ?? [])
            value.Dispose();
    }
}
