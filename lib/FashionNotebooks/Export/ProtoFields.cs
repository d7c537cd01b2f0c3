using System.Text;
using Google.Protobuf;

namespace FashionNotebooks.Export;

/// <summary>The fields of one message of the protobuf wire format, as <see cref="ProtoMessage"/> writes them.</summary>
internal sealed class ProtoFields
{
    private readonly ILookup<int, object> values;

    /// <exception cref="InvalidProtocolBufferException">The bytes are no message.</exception>
    internal ProtoFields(ReadOnlyMemory<byte> message)
    {
        using var input = new CodedInputStream(message.ToArray());
        var read = new List<(int Field, object Value)>();
        while (input.ReadTag() is > 0 and uint tag)
            read.Add((WireFormat.GetTagFieldNumber(tag), Value(input, WireFormat.GetTagWireType(tag))));
        values = read.ToLookup(entry => entry.Field, entry => entry.Value);
    }

    internal bool Has(int field) => values.Contains(field);

    internal long[] Wholes(int field) => [.. values[field].OfType<long>()];

    internal long Whole(int field) => values[field].OfType<long>().LastOrDefault();

    internal float Float(int field) => values[field].OfType<float>().LastOrDefault();

    internal ReadOnlyMemory<byte> Bytes(int field) => values[field].OfType<ReadOnlyMemory<byte>>().LastOrDefault();

    internal string Text(int field) => Encoding.UTF8.GetString(Bytes(field).Span);

    internal string[] Texts(int field) => [.. values[field].OfType<ReadOnlyMemory<byte>>().Select(bytes => Encoding.UTF8.GetString(bytes.Span))];

    internal ProtoFields Message(int field) => new(Bytes(field));

    internal IEnumerable<ProtoFields> Messages(int field) => values[field].OfType<ReadOnlyMemory<byte>>().Select(bytes => new ProtoFields(bytes));

    private static object Value(CodedInputStream input, WireFormat.WireType kind) => kind switch
    {
        WireFormat.WireType.Varint => input.ReadInt64(),
        WireFormat.WireType.Fixed32 => input.ReadFloat(),
        WireFormat.WireType.Fixed64 => input.ReadDouble(),
        WireFormat.WireType.LengthDelimited => input.ReadBytes().Memory,
        _ => throw new InvalidDataException($"a field of kind {kind}"),
    };
}
