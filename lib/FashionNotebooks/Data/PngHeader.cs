using System.Buffers.Binary;

namespace FashionNotebooks.Data;

/// <summary>Reads IHDR and the chunks before the first pixel of a PNG file.</summary>
internal static class PngHeader
{
    internal static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 33 || !file[12..16].SequenceEqual("IHDR"u8))
            throw new InputException("the PNG header is cut off");
        int width = BinaryPrimitives.ReadInt32BigEndian(file[16..]), height = BinaryPrimitives.ReadInt32BigEndian(file[20..]);
        return new(ImageKind.Png, width, height, Orientation(file[33..]));
    }

    // The EXIF chunk may stand before or after the pixels.
    private static int Orientation(ReadOnlySpan<byte> chunks)
    {
        while (chunks.Length >= 12)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(chunks);
            if (length > chunks.Length - 12)
                return 1;
            if (chunks[4..8].SequenceEqual("eXIf"u8))
                return ExifOrientation.Read(chunks.Slice(8, (int)length));
            chunks = chunks[((int)length + 12)..];
        }
        return 1;
    }
}
