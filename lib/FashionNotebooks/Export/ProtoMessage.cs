using Google.Protobuf;

namespace FashionNotebooks.Export;

/// <summary>Writes one message of the protobuf wire format, field by field; nested messages are written first and then put in as bytes.</summary>
internal sealed class ProtoMessage
{
    private readonly MemoryStream buffer = new();
    private readonly CodedOutputStream output;

    internal ProtoMessage() => output = new CodedOutputStream(buffer, leaveOpen: true);

    internal ProtoMessage Add(int field, long value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(value);
        return this;
    }

    internal ProtoMessage Add(int field, float value)
    {
        output.WriteTag(field, WireFormat.WireType.Fixed32);
        output.WriteFloat(value);
        return this;
    }

    internal ProtoMessage Add(int field, string value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(value);
        return this;
    }

    internal ProtoMessage Add(int field, ReadOnlySpan<byte> value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteLength(value.Length);
        output.Flush();
        buffer.Write(value);
        return this;
    }

    internal ProtoMessage Add(int field, ProtoMessage value) => Add(field, value.Bytes);

    internal ProtoMessage AddEach<T>(int field, IEnumerable<T> values, Func<T, ProtoMessage> message)
    {
        foreach (T value in values)
            Add(field, message(value));
        return this;
    }

    /// <summary>The message so far.</summary>
    internal ReadOnlySpan<byte> Bytes
    {
        get
        {
            output.Flush();
            return buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
        }
    }
}
