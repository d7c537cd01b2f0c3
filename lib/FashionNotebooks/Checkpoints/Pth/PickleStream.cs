namespace FashionNotebooks.Checkpoints.Pth;

/// <summary>Reads the arguments of pickle opcodes; running off the end is an error, not an exception of the runtime.</summary>
internal sealed class PickleStream(byte[] bytes, int start, Func<string, InputException> fail)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private int position = start;

    /// <summary>Behind what was taken.</summary>
    internal int Position => position;

    internal byte Byte() => Take(1)[0];

    internal int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    internal int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    /// <summary>A big-endian 64-bit float.</summary>
    internal double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>An unsigned 32-bit length or index, at most <see cref="int.MaxValue"/>.</summary>
    internal int Index()
    {
        uint value = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
        return value <= int.MaxValue ? (int)value : throw fail("the pickle is cut off");
    }

    /// <summary>Skips the length of a frame; frames only help readers of sockets.</summary>
    internal void SkipFrame() => Take(8);

    /// <summary>A text of the given number of UTF-8 bytes.</summary>
    internal string Text(int length)
    {
        try
        {
            return Utf8.GetString(Take(length));
        }
        catch (DecoderFallbackException e)
        {
            throw fail($"the pickle holds a text that is not UTF-8 at byte {e.Index}");
        }
    }

    /// <summary>A text of ASCII characters up to the end of the line.</summary>
    internal string Line()
    {
        int length = bytes.AsSpan(position).IndexOf((byte)'\n');
        if (length < 0)
            throw fail("the pickle is cut off");
        string line = Encoding.ASCII.GetString(Take(length));
        position++;
        return line;
    }

    /// <summary>A whole number of up to 8 bytes in two's complement, length first.</summary>
    internal long Long()
    {
        int length = Byte();
        if (length > 8)
            throw fail("the pickle holds a number of more than 64 bits");
        ReadOnlySpan<byte> digits = Take(length);
        long value = length > 0 && (sbyte)digits[^1] < 0 ? -1 : 0;
        for (int i = length - 1; i >= 0; i--)
            value = (value << 8) | digits[i];
        return value;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > bytes.Length - position)
            throw fail("the pickle is cut off");
        position += count;
        return bytes.AsSpan(position - count, count);
    }
}
