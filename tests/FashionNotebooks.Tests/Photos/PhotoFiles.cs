using System.Buffers.Binary;
using System.IO.Compression;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;

namespace FashionNotebooks.Tests.Photos;

/// <summary>Photo files made by hand: those that encoders do not write.</summary>
internal static class PhotoFiles
{
    private static readonly byte[] signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <summary>A PNG whose rows are given with their filter bytes; of an interlaced one, the passes one after the other.</summary>
    internal static byte[] Png(
        int width, int height, int depth, int colour, IEnumerable<byte[]> rows, bool interlaced = false,
            params (string Kind, byte[] Body)[] before)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)colour, (byte)(interlaced ? 1 : 0));
        using var pixels = new MemoryStream();
        using (var zip = new ZLibStream(pixels, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (byte[] row in rows)
                zip.Write(row);
        }
        IEnumerable<(string Kind, byte[] Body)> chunks = [("IHDR", header), .. before, ("IDAT", pixels.ToArray()), ("IEND", [])];
        return [.. signature, .. chunks.SelectMany(chunk => Chunk(chunk.Kind, chunk.Body))];
    }

    /// <summary>A PNG of zeros: small, whatever its size.</summary>
    internal static byte[] BlackPng(int width, int height, int depth, int colour, int channels, bool interlaced)
    {
        (int X, int Y, int Right, int Down)[] passes = interlaced
            ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
            : [(0, 0, 1, 1)];
        IEnumerable<byte[]> rows = passes.SelectMany(p =>
        {
            int across = (width - p.X + p.Right - 1) / p.Right, down = (height - p.Y + p.Down - 1) / p.Down;
            return Enumerable.Repeat(new byte[1 + (((across * channels * depth) + 7) / 8)], across == 0 ? 0 : down);
        });
        return Png(width, height, depth, colour, rows, interlaced);
    }

    /// <summary>A PNG with one more chunk behind its header.</summary>
    internal static byte[] WithChunk(byte[] png, string kind, byte[] body) => [.. png[..33], .. Chunk(kind, body), .. png[33..]];

    private static byte[] Chunk(string kind, byte[] body)
    {
        byte[] content = [.. kind.Select(c => (byte)c), .. body], frame = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(frame, body.Length);
        uint sum = uint.MaxValue;
        foreach (byte value in content)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
        }
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), ~sum);
        return [.. frame[..4], .. content, .. frame[4..]];
    }

    /// <summary>A BMP of 32 bits; its header has a mask for alpha or does not know of any.</summary>
    internal static byte[] Bmp(Photo image, byte alpha, byte firstAlpha, bool masks)
    {
        int header = masks ? 108 : 40, start = 14 + header;
        byte[] file = new byte[start + (4 * image.Width * image.Height)];
        (file[0], file[1], file[26], file[28], file[30]) = ((byte)'B', (byte)'M', 1, 32, (byte)(masks ? 3 : 0));
        (int At, int Value)[] fields = [(2, file.Length), (10, start), (14, header), (18, image.Width), (22, -image.Height)];
        (int At, int Value)[] colours = [(54, 0xFF0000), (58, 0xFF00), (62, 0xFF), (66, -1 << 24), (70, 0x73524742)];
        foreach ((int at, int value) in masks ? [.. fields, .. colours] : fields)
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        for (int i = 0; i < image.Width * image.Height; i++)
        {
            for (int c = 0; c < 3; c++)
                file[start + (4 * i) + c] = image.Pixels[(3 * i) + 2 - c];
            file[start + (4 * i) + 3] = i == 0 ? firstAlpha : alpha;
        }
        return file;
    }

    /// <summary>An EXIF block of one entry.</summary>
    internal static byte[] Exif(int orientation, bool little)
    {
        byte value = (byte)orientation;
        return little
            ? [.. "II"u8, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, value, 0, 0, 0, 0, 0, 0, 0]
            : [.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0];
    }

    /// <summary>A JPEG with one more segment, at the front or elsewhere.</summary>
    internal static byte[] WithSegment(byte[] jpeg, byte marker, byte[] body, int at = 2) =>
        [.. jpeg[..at], 0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body, .. jpeg[at..]];

    /// <summary>A WebP of one plain chunk as one with an EXIF block.</summary>
    internal static byte[] WithExif(byte[] webp, int width, int height, byte[] exif)
    {
        byte[] extended = [8, 0, 0, 0, .. BitConverter.GetBytes(width - 1)[..3], .. BitConverter.GetBytes(height - 1)[..3]];
        byte[] Riff(string kind, byte[] body) =>
            [.. kind.Select(c => (byte)c), .. BitConverter.GetBytes(body.Length), .. body, .. new byte[body.Length & 1]];
        return Riff("RIFF", [.. "WEBP"u8, .. Riff("VP8X", extended), .. webp[12..], .. Riff("EXIF", exif)]);
    }

    /// <summary>Where the first segment with a marker begins.</summary>
    internal static int Find(byte[] jpeg, byte marker) => jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, marker]);

    /// <summary>The same JPEG, whose frame says another size.</summary>
    internal static byte[] Claiming(byte[] jpeg, byte frame, int width, int height)
    {
        byte[] file = [.. jpeg];
        int at = Find(jpeg, frame) + 5;
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(at), (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(at + 2), (ushort)width);
        return file;
    }
}
