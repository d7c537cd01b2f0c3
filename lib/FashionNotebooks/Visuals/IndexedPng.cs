using System.Buffers.Binary;
using System.IO.Compression;
using FashionNotebooks.Data;

namespace FashionNotebooks.Visuals;

/// <summary>Writes a PNG file with a table of at most 256 colours (W3C, "Portable Network Graphics", colour type 3).</summary>
internal static class IndexedPng
{
    private const int HeaderLength = 13;
    private const byte BitDepth = 8, IndexedColour = 3;

    internal static byte[] Encode(RgbImage image)
    {
        var table = ColourTable.Of(image);
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n']);
        byte[] header = new byte[HeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), image.Height);
        (header[8], header[9]) = (BitDepth, IndexedColour);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "PLTE"u8, [.. table.Colours.SelectMany(c => new[] { c.R, c.G, c.B })]);
        Chunk(file, "IDAT"u8, Compress(table.Indices, image.Width, image.Height));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>Rows of indices, each after a 0: no filter, for differences of indices mean nothing.</summary>
    private static byte[] Compress(byte[] indices, int width, int height)
    {
        using var result = new MemoryStream();
        using (var zlib = new ZLibStream(result, CompressionLevel.SmallestSize))
        {
            for (int y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(indices, y * width, width);
            }
        }
        return result.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        byte[] body = [.. type, .. content];
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(body));
        file.Write(number);
    }

    /// <summary>CRC-32 with the reflected polynomial of the PNG specification.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
