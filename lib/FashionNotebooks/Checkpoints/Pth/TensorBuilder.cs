namespace FashionNotebooks.Checkpoints.Pth;

/// <summary>Turns the arguments of PyTorch's rebuild functions into checked descriptions of tensors.</summary>
internal static class TensorBuilder
{
    /// <summary>The function that every tensor is pickled with.</summary>
    internal const string Tensor = "torch._utils._rebuild_tensor_v2";

    /// <summary>The same in the first versions.</summary>
    internal const string OldTensor = "torch._utils._rebuild_tensor";

    /// <summary>The function that every parameter is pickled with.</summary>
    internal const string Parameter = "torch._utils._rebuild_parameter";

    private const int MostDimensions = 32;

    /// <summary>
    /// Reads a persistent id, the tuple <c>('storage', class, key, device, count)</c>, before version 1.6 with None behind it; null for any
    /// other. The device is ignored: everything is read to the CPU.
    /// </summary>
    internal static PickleStorage? Storage(object? identity)
    {
        if (identity is not PickleSequence { IsTuple: true, Items: ["storage", PickleGlobal global, string key, _, long count, ..] items })
            return null;
        if (items.Count > 6 || (items.Count == 6 && items[5] is not null))
            return null;
        return ElementTypes.OfStorage(global.Name) is { } type && count >= 0 ? new PickleStorage(key, type, count) : null;
    }

    /// <summary>Reads <c>(storage, offset, size, stride, …)</c>; null unless every element the view reaches lies in its storage.</summary>
    internal static PickleTensor? View(List<object?> arguments)
    {
        if (arguments is not [PickleStorage storage, long offset, PickleSequence sizes, PickleSequence steps, ..])
            return null;
        if (Numbers(sizes) is not { } shape || Numbers(steps) is not { } strides || shape.Length != strides.Length)
            return null;
        return Reaches(storage.Count, offset, shape, strides) ? new PickleTensor(storage, offset, shape, strides) : null;
    }

    private static long[]? Numbers(PickleSequence sequence)
    {
        if (sequence.Items.Count > MostDimensions || !sequence.Items.TrueForAll(item => item is >= 0L))
            return null;
        return [.. sequence.Items.Cast<long>()];
    }

    private static bool Reaches(long count, long offset, long[] shape, long[] strides)
    {
        if (offset < 0 || offset > count)
            return false;
        if (shape.Contains(0))
            return true;
        Int128 last = offset;
        for (int i = 0; i < shape.Length; i++)
            last += (Int128)(shape[i] - 1) * strides[i];
        return last < count;
    }
}
