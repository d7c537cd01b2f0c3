namespace FashionNotebooks.Checkpoints;

/// <summary>Where a tensor lies in a safetensors file.</summary>
/// <param name="Name">The key.</param>
/// <param name="Type">The type of an element.</param>
/// <param name="Shape">The sizes, outermost first.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">One past the last byte, counted from the end of the header.</param>
internal sealed record TensorLayout(string Name, ElementType Type, long[] Shape, long Begin, long End)
{
    /// <summary>Bytes of the tensor.</summary>
    internal long Length => End - Begin;
}
