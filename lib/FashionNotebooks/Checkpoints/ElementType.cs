namespace FashionNotebooks.Checkpoints;

/// <summary>
/// The element types a checkpoint may hold, those that libtorch can compute with, by their names in a safetensors header.
/// </summary>
public enum ElementType { Bool, U8, I8, I16, F16, BF16, I32, F32, I64, F64 }

/// <summary>Sizes and names of the element types.</summary>
public static class ElementTypes
{
    // In the order of the types: bytes of an element, libtorch's type, PyTorch's class of storages.
    private static readonly (int Size, ScalarType Engine, string Storage)[] Known =
    [
        (1, ScalarType.Bool, "torch.BoolStorage"),
        (1, ScalarType.Byte, "torch.ByteStorage"),
        (1, ScalarType.Int8, "torch.CharStorage"),
        (2, ScalarType.Int16, "torch.ShortStorage"),
        (2, ScalarType.Float16, "torch.HalfStorage"),
        (2, ScalarType.BFloat16, "torch.BFloat16Storage"),
        (4, ScalarType.Int32, "torch.IntStorage"),
        (4, ScalarType.Float32, "torch.FloatStorage"),
        (8, ScalarType.Int64, "torch.LongStorage"),
        (8, ScalarType.Float64, "torch.DoubleStorage"),
    ];

    /// <summary>Bytes of one element: 1, 2, 4 or 8.</summary>
    public static int Size(this ElementType type) => Known[(int)type].Size;

    /// <summary>The name in a safetensors header, as <c>F32</c> or <c>BOOL</c>.</summary>
    public static string Name(this ElementType type) => type.ToString().ToUpperInvariant();

    /// <summary>The type of a safetensors name; null for names unknown here (as <c>F8_E4M3</c>).</summary>
    internal static ElementType? Of(string name) => First(type => type.Name() == name);

    /// <summary>The type of PyTorch's class of storages, as <c>torch.FloatStorage</c>; null when the name is none.</summary>
    internal static ElementType? OfStorage(string name) => First(type => Known[(int)type].Storage == name);

    /// <summary>Bytes of a tensor of this shape, or null when the product leaves 64 bits.</summary>
    internal static long? ByteCount(this ElementType type, IReadOnlyList<long> shape)
    {
        // A zero anywhere makes the tensor empty, however large the other sizes are.
        if (shape.Contains(0))
            return 0;
        long bytes = type.Size();
        foreach (long size in shape)
        {
            if (bytes > long.MaxValue / size)
                return null;
            bytes *= size;
        }
        return bytes;
    }

    internal static ScalarType ToEngine(this ElementType type) => Known[(int)type].Engine;

    /// <exception cref="ArgumentException">There is no such type in a file.</exception>
    internal static ElementType Of(ScalarType type) => First(candidate => candidate.ToEngine() == type)
        ?? throw new ArgumentException($"tensors of type {type} cannot be saved; convert them first", nameof(type));

    private static ElementType? First(Predicate<ElementType> fits) =>
        Enum.GetValues<ElementType>().Where(type => fits(type)).Select(type => (ElementType?)type).FirstOrDefault();
}
