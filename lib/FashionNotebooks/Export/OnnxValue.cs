namespace FashionNotebooks.Export;

/// <summary>An input or output of an ONNX graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">A number of ONNX's TensorProto.DataType.</param>
/// <param name="Shape">Sizes; -1 is any number of pictures.</param>
internal sealed record OnnxValue(string Name, int ElementType, long[] Shape)
{
    internal const int Float = 1, Byte = 2;

    /// <summary>ValueInfoProto.</summary>
    internal ProtoMessage Message()
    {
        var shape = new ProtoMessage().AddEach(1, Shape, size => size < 0 ? new ProtoMessage().Add(2, "batch") : new ProtoMessage().Add(1, size));
        return new ProtoMessage().Add(1, Name).Add(2, new ProtoMessage().Add(1, new ProtoMessage().Add(1, ElementType).Add(2, shape)));
    }

    /// <summary>Reads what <see cref="Message"/> writes.</summary>
    internal static OnnxValue Read(ProtoFields fields)
    {
        ProtoFields tensor = fields.Message(2).Message(1);
        return new(fields.Text(1), (int)tensor.Whole(1), [.. tensor.Message(2).Messages(1).Select(size => size.Has(1) ? size.Whole(1) : -1)]);
    }
}
