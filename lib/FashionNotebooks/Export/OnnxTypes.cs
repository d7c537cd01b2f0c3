using FashionNotebooks.Checkpoints;

namespace FashionNotebooks.Export;

/// <summary>TensorProto: constants with their element types, as ONNX numbers them.</summary>
internal static class OnnxTypes
{
    private static readonly Dictionary<ElementType, int> numbers = new()
    {
        [ElementType.F32] = OnnxValue.Float,
        [ElementType.U8] = OnnxValue.Byte,
        [ElementType.I8] = 3,
        [ElementType.I32] = 6,
        [ElementType.I64] = 7,
    };

    /// <summary>Writes a constant; its bytes are little-endian and in C order, as ours are.</summary>
    internal static ProtoMessage Message(TensorEntry entry)
    {
        var message = new ProtoMessage();
        foreach (long size in entry.Shape)
            message.Add(1, size);
        return message.Add(2, numbers[entry.Type]).Add(8, entry.Name).Add(9, entry.Bytes.Span);
    }

    /// <summary>Reads a constant as <see cref="Message"/> writes it.</summary>
    /// <exception cref="InvalidDataException">The type is another one, or the bytes do not fill the shape.</exception>
    internal static TensorEntry Read(ProtoFields fields)
    {
        string name = fields.Text(8);
        int number = (int)fields.Whole(2);
        if (!numbers.ContainsValue(number))
            throw new InvalidDataException($"the constant '{name}' is of type {number}");
        ElementType type = numbers.Single(pair => pair.Value == number).Key;
        long[] shape = fields.Wholes(1);
        ReadOnlyMemory<byte> bytes = fields.Bytes(9);
        if (shape.Any(size => size < 0) || type.ByteCount(shape) != bytes.Length)
            throw new InvalidDataException($"the constant '{name}' is cut off");
        return new TensorEntry(name, type, shape, bytes);
    }
}
