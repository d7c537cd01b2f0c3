using System.Buffers.Binary;

namespace FashionNotebooks.Data;

/// <summary>Reads the size of a WebP file from its first chunk: lossy, lossless or extended.</summary>
internal static class WebPHeader
{
    internal static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 30)
            throw new InputException("the WebP header is cut off");
        ReadOnlySpan<byte> kind = file[12..16], body = file[20..];
        if (kind.SequenceEqual("VP8 "u8))
            return new(ImageKind.WebP, BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3FFF, 1);
        if (kind.SequenceEqual("VP8L"u8))
        {
            uint bits = BinaryPrimitives.ReadUInt32LittleEndian(body[1..]);
            return new(ImageKind.WebP, (int)(bits & 0x3FFF) + 1, (int)(bits >> 14 & 0x3FFF) + 1, 1);
        }
        if (!kind.SequenceEqual("VP8X"u8))
            throw new InputException("the WebP header is damaged");
        if ((body[0] & 2) != 0)
            throw new InputException("animated WebP pictures are not read; save one frame as JPEG or PNG");
        return new(ImageKind.WebP, Read24(body[4..]) + 1, Read24(body[7..]) + 1, Orientation(file[12..]));
    }

    private static int Read24(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;

    private static int Orientation(ReadOnlySpan<byte> chunks)
    {
        while (chunks.Length >= 8)
        {
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(chunks[4..]);
            if (length > chunks.Length - 8)
                return 1;
            if (chunks.StartsWith("EXIF"u8))
                return ExifOrientation.Read(chunks.Slice(8, (int)length));
            chunks = chunks[Math.Min((int)(length + (length & 1)) + 8, chunks.Length)..];
        }
        return 1;
    }
}
