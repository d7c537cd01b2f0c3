namespace FashionNotebooks.Checkpoints;

/// <summary>One tensor of a checkpoint, without any engine: its name, type, shape and bytes.</summary>
/// <param name="Name">The state-dict key, as <c>backbone.stem.0.weight</c>.</param>
/// <param name="Shape">The sizes, outermost first; empty for a single value.</param>
/// <param name="Bytes">The elements in C order, little-endian; as long as type and shape say.</param>
public sealed record TensorEntry(string Name, ElementType Type, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Bytes);

/// <summary>Where a tensor lies in a safetensors file, in bytes counted from the end of the header.</summary>
internal sealed record TensorLayout(string Name, ElementType Type, long[] Shape, long Begin, long End)
{
    internal long Length => End - Begin;
}
