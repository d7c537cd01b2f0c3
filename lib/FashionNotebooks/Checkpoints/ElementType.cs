namespace FashionNotebooks.Checkpoints;

/// <summary>
/// The element types a checkpoint may hold, those that libtorch can compute with, by their names in a safetensors header.
/// </summary>
public enum ElementType { Bool, U8, I8, I16, F16, BF16, I32, F32, I64, F64 }

/// <summary>Sizes and names of the element types.</summary>
public static class ElementTypes
{
    /// <summary>Bytes of one element: 1, 2, 4 or 8.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.Bool or ElementType.U8 or ElementType.I8 => 1,
        ElementType.I16 or ElementType.F16 or ElementType.BF16 => 2,
        ElementType.I32 or ElementType.F32 => 4,
        _ => 8,
    };

    /// <summary>The name in a safetensors header, as <c>F32</c> or <c>BOOL</c>.</summary>
    public static string Name(this ElementType type) => type.ToString().ToUpperInvariant();

    /// <summary>The type of a safetensors name; null for names unknown here (as <c>F8_E4M3</c>).</summary>
    internal static ElementType? Of(string name) =>
        Enum.GetValues<ElementType>().Where(type => type.Name() == name).Select(type => (ElementType?)type).FirstOrDefault();

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

    internal static ScalarType ToEngine(this ElementType type) => type switch
    {
        ElementType.Bool => ScalarType.Bool,
        ElementType.U8 => ScalarType.Byte,
        ElementType.I8 => ScalarType.Int8,
        ElementType.I16 => ScalarType.Int16,
        ElementType.F16 => ScalarType.Float16,
        ElementType.BF16 => ScalarType.BFloat16,
        ElementType.I32 => ScalarType.Int32,
        ElementType.F32 => ScalarType.Float32,
        ElementType.I64 => ScalarType.Int64,
        _ => ScalarType.Float64,
    };

    /// <exception cref="ArgumentException">There is no such type in a file.</exception>
    internal static ElementType Of(ScalarType type) =>
        Enum.GetValues<ElementType>().Where(candidate => candidate.ToEngine() == type).Select(candidate => (ElementType?)candidate)
            .FirstOrDefault()
        ?? throw new ArgumentException($"tensors of type {type} cannot be saved; convert them first", nameof(type));
}
