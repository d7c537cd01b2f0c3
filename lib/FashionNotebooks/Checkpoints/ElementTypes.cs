namespace FashionNotebooks.Checkpoints;

/// <summary>Sizes and safetensors names of the element types.</summary>
public static class ElementTypes
{
    /// <summary>Bytes of one element: 1, 2, 4 or 8.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.Bool or ElementType.U8 or ElementType.I8 => 1,
        ElementType.I16 or ElementType.F16 or ElementType.BF16 => 2,
        ElementType.I32 or ElementType.F32 => 4,
        ElementType.I64 or ElementType.F64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>The name in a safetensors header, as <c>F32</c> or <c>BOOL</c>.</summary>
    public static string Name(this ElementType type) => type.ToString().ToUpperInvariant();

    /// <summary>Finds the type of a safetensors name; false for names unknown here (as <c>F8_E4M3</c>).</summary>
    public static bool TryParse(string name, out ElementType type)
    {
        foreach (ElementType candidate in Enum.GetValues<ElementType>())
        {
            if (candidate.Name() == name)
            {
                type = candidate;
                return true;
            }
        }
        type = default;
        return false;
    }

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
}
