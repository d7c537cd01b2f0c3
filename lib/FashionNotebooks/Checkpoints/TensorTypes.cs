using static TorchSharp.torch;

namespace FashionNotebooks.Checkpoints;

/// <summary>Element types of files and of the engine.</summary>
internal static class TensorTypes
{
    internal static ScalarType ToEngine(ElementType type) => type switch
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

    internal static ElementType FromEngine(ScalarType type)
    {
        foreach (ElementType candidate in Enum.GetValues<ElementType>())
        {
            if (ToEngine(candidate) == type)
                return candidate;
        }
        throw new ArgumentException($"tensors of type {type} cannot be saved; convert them first", nameof(type));
    }
}
