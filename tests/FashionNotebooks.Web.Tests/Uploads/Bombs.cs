using System.Buffers.Binary;
using System.IO.Compression;

namespace FashionNotebooks.Web.Tests.Uploads;

/// <summary>Small pictures that take much time or memory to decode.</summary>
internal static class Bombs
{
    private const int FirstChunk = 8 + 25; // behind the signature and IHDR

    /// <summary>A JPEG whose only scan is repeated.</summary>
    internal static byte[] ManyScans(byte[] jpeg, int scans)
    {
        int begin = jpeg.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]), end = jpeg.Length - 2;
        var file = new MemoryStream();
        file.Write(jpeg.AsSpan(0, begin));
        for (int i = 0; i < scans; i++)
            file.Write(jpeg.AsSpan(begin, end - begin));
        file.Write(jpeg.AsSpan(end));
        return file.ToArray();
    }

    /// <summary>
    /// A JPEG that shows two faces: a parser that passes over its first segment sees the small picture, a decoder that looks for the next
    /// FF sees one of 30,000 x 30,000 pixels.
    /// </summary>
    internal static byte[] TwoFaced(byte[] jpeg)
    {
        byte[] hidden = jpeg[2..];
        int frame = hidden.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(hidden.AsSpan(frame + 5), 30_000);
        BinaryPrimitives.WriteUInt16BigEndian(hidden.AsSpan(frame + 7), 30_000);
        int at = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDB]), length = hidden.Length + 2;
        return [.. jpeg[..at], 0, 0xE5, (byte)(length >> 8), (byte)length, .. hidden, .. jpeg[at..]];
    }

    /// <summary>A PNG with a compressed text of zeros.</summary>
    internal static byte[] TextOfZeros(byte[] png, int megabytes)
    {
        var text = new MemoryStream();
        text.Write("zTXtname\0\0"u8);
        using (var zip = new ZLibStream(text, CompressionLevel.Optimal, leaveOpen: true))
        {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < megabytes; i++)
                zip.Write(zeros);
        }
        byte[] content = text.ToArray(), length = new byte[4], sum = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length - 4);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc(content));
        return [.. png[..FirstChunk], .. length, .. content, .. sum, .. png[FirstChunk..]];
    }

    private static uint Crc(byte[] content)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in content)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
        }
        return ~sum;
    }
}
