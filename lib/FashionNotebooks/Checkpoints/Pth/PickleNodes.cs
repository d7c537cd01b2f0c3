namespace FashionNotebooks.Checkpoints.Pth;

/// <summary>A name that a pickle asked for; one of the few in <see cref="Unpickler"/>'s list.</summary>
internal sealed record PickleGlobal(string Name);

/// <summary>The place of a tensor's values: a member of the archive.</summary>
internal sealed record PickleStorage(string Key, ElementType Type, long Count);

/// <summary>A strided view of a storage, checked to lie inside it.</summary>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, long[] Shape, long[] Strides);

internal sealed record PickleSequence(List<object?> Items, bool IsTuple);

/// <summary>A dict or OrderedDict in its own order; keys are strings or whole numbers.</summary>
internal sealed class PickleDictionary
{
    private readonly HashSet<object> keys = [];

    /// <summary>The pairs in the order they were set.</summary>
    internal List<(object Key, object? Value)> Pairs { get; } = [];

    /// <summary>Adds a pair; false when the key is no string or whole number, or is there already.</summary>
    internal bool TryAdd(object? key, object? value)
    {
        if (key is not (string or long) || !keys.Add(key))
            return false;
        Pairs.Add((key, value));
        return true;
    }
}
