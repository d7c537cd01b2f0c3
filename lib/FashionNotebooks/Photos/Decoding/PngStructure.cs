using System.Buffers.Binary;

namespace FashionNotebooks.Photos.Decoding;

/// <summary>
/// What the decoder does not tell of a PNG file: its orientation, whether it holds all pixels twice (interlaced), and the
/// declared size of one that holds no pixels.
/// </summary>
/// <param name="Width">Declared by the header.</param>
/// <param name="Height">Declared by the header.</param>
/// <param name="Held">Bytes per pixel that an interlaced file holds beside the result, at most; else 0.</param>
/// <param name="Orientation">EXIF orientation, 1 to 8.</param>
internal readonly record struct PngStructure(int Width, int Height, int Held, int Orientation)
{
    private const int HeaderEnd = 33;

    /// <exception cref="PhotoException">The header is cut off.</exception>
    internal static PngStructure Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderEnd || !file[12..16].SequenceEqual("IHDR"u8))
            throw PhotoException.Damaged("the PNG header is cut off");
        int width = BinaryPrimitives.ReadInt32BigEndian(file[16..]), height = BinaryPrimitives.ReadInt32BigEndian(file[20..]);
        bool deep = file[24] == 16, interlaced = file[28] != 0;
        return new(width, height, !interlaced ? 0 : deep ? 8 : 4, Exif(file[HeaderEnd..]));
    }

    // The chunk may stand before or after the pixels.
    private static int Exif(ReadOnlySpan<byte> chunks)
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
