using System.Buffers.Binary;

namespace FashionNotebooks.Photos.Decoding;

/// <summary>
/// Alpha in a BMP file whose header has no word for it. Programs write it all the same into the fourth byte of each pixel, and the
/// decoder goes by the header alone.
/// </summary>
internal static class BitmapAlpha
{
    private const int PlainHeader = 40, AlphaHeader = 108, FileHeader = 14, More = AlphaHeader - PlainHeader;

    /// <summary>The file; where pixels differ in their fourth byte, with a header that calls it alpha.</summary>
    internal static ReadOnlySpan<byte> Declare(ReadOnlySpan<byte> file)
    {
        if (file.Length < FileHeader + PlainHeader || Word(file, 14) != PlainHeader || file[28] != 32 || Word(file, 30) != 0)
            return file;
        uint pixels = Word(file, 10);
        if (pixels < FileHeader + PlainHeader || pixels > file.Length || !Differs(file[(int)pixels..]))
            return file;
        byte[] result = [.. file[..(FileHeader + PlainHeader)], .. new byte[More], .. file[(FileHeader + PlainHeader)..]];
        uint[] fields = [AlphaHeader, 0x00FF0000, 0x0000FF00, 0x000000FF, 0xFF000000];
        int[] places = [14, 54, 58, 62, 66];
        for (int i = 0; i < places.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(places[i]), fields[i]);
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(10), pixels + More);
        result[30] = 3; // BI_BITFIELDS
        return result;
    }

    // All 0 or all 255 is what programs write who mean nothing by it.
    private static bool Differs(ReadOnlySpan<byte> pixels)
    {
        for (int i = 7; i < pixels.Length; i += 4)
        {
            if (pixels[i] != pixels[3])
                return true;
        }
        return false;
    }

    private static uint Word(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file[at..]);
}
