namespace FashionNotebooks.Photos.Decoding;

internal enum PhotoFormat
{
    Jpeg,
    Png,
    WebP,
    Bmp,
}

/// <summary>What the decoder does not tell of a file before it takes memory, or does not know.</summary>
/// <param name="Format">By the first bytes; names say nothing.</param>
/// <param name="Size">Declared size of a PNG or JPEG file; the decoder must come to the same. Null: the decoder says it.</param>
/// <param name="Held">Bytes per pixel that the decoder holds beside the result.</param>
/// <param name="Orientation">EXIF orientation of a PNG file; null: the decoder says it.</param>
/// <param name="End">Where the data that counts ends.</param>
/// <param name="SeveralScans">A JPEG file whose pixels come in more than one walk.</param>
internal readonly record struct PhotoHeader(
    PhotoFormat Format, (int Width, int Height)? Size, double Held, int? Orientation, int End, bool SeveralScans = false)
{
    /// <summary>Bytes that are enough to tell a format.</summary>
    internal const int SignatureLength = 32;
    private const int PngHeaderEnd = 33;
    private const string Cure = "save it as JPEG or PNG";
    private static readonly byte[] controls = [.. Enumerable.Range(0, ' ').Except(['\t', '\n', '\r']).Select(code => (byte)code)];

    internal static PhotoHeader Read(ReadOnlySpan<byte> file) => FormatOf(file) switch
    {
        PhotoFormat.Jpeg => JpegStructure.Read(file),
        PhotoFormat.Png => Png(file),
        PhotoFormat.WebP => new(PhotoFormat.WebP, null, file.IndexOf("VP8L"u8) >= 0 ? 4 : 0, null, file.Length),
        // lossless ones keep all pixels
        _ => new(PhotoFormat.Bmp, null, 0, null, file.Length),
    };

    /// <summary>The format of a whole file, or of its first bytes.</summary>
    internal static PhotoFormat FormatOf(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return PhotoFormat.Jpeg;
        if (file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]))
            return PhotoFormat.Png;
        if (file.StartsWith("RIFF"u8) && file.Length >= 12 && file[8..12].SequenceEqual("WEBP"u8))
            return PhotoFormat.WebP;
        if (file.StartsWith("BM"u8) && file.Length >= 18 && file[15..18].SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0]))
            return PhotoFormat.Bmp;
        string refusal = file.IsEmpty ? "the file is empty"
            : file.StartsWith("GIF8"u8) ? $"GIF pictures are not read; {Cure}"
            : file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8) ? $"TIFF pictures are not read; {Cure}"
            : file.Length >= 12 && file[4..8].SequenceEqual("ftyp"u8) ? $"HEIC, AVIF and video files are not read; {Cure}"
            : !file[..Math.Min(file.Length, SignatureLength)].ContainsAny(controls) ? "it is not a picture: the content is text"
            : $"it is not a picture of a known format (JPEG, PNG, WebP, BMP); {Cure}";
        throw new PhotoException(PhotoFault.Format, refusal);
    }

    /// <summary>
    /// A BMP file with a header that calls the fourth byte of its pixels alpha, where they differ in it: programs write alpha there though
    /// the plain header has no word for it, and the decoder goes by the header alone.
    /// </summary>
    internal static ReadOnlySpan<byte> DeclareAlpha(ReadOnlySpan<byte> bmp)
    {
        const int FileHeader = 14, Plain = 40, WithAlpha = 108, More = WithAlpha - Plain, Fields = 3;
        static uint Word(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file[at..]);
        if (bmp.Length < FileHeader + Plain || Word(bmp, 14) != Plain || bmp[28] != 32 || Word(bmp, 30) != 0)
            return bmp;
        uint pixels = Word(bmp, 10);
        // All 0 or all 255 is what programs write who mean nothing by it.
        if (pixels < FileHeader + Plain || pixels > bmp.Length || !DiffersInAlpha(bmp[(int)pixels..]))
            return bmp;
        byte[] result = [.. bmp[..(FileHeader + Plain)], .. new byte[More], .. bmp[(FileHeader + Plain)..]];
        (int At, uint Value)[] fields =
            [(10, pixels + More), (14, WithAlpha), (54, 0x00FF0000), (58, 0x0000FF00), (62, 0x000000FF), (66, 0xFF000000)];
        foreach ((int at, uint value) in fields)
            BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(at), value);
        result[30] = Fields;
        return result;
    }

    private static bool DiffersInAlpha(ReadOnlySpan<byte> pixels)
    {
        for (int i = 7; i < pixels.Length; i += 4)
        {
            if (pixels[i] != pixels[3])
                return true;
        }
        return false;
    }

    // An interlaced PNG file holds all pixels twice.
    private static PhotoHeader Png(ReadOnlySpan<byte> file)
    {
        if (file.Length < PngHeaderEnd || !file[12..16].SequenceEqual("IHDR"u8))
            throw PhotoException.Damaged("the PNG header is cut off");
        int width = BinaryPrimitives.ReadInt32BigEndian(file[16..]), height = BinaryPrimitives.ReadInt32BigEndian(file[20..]);
        bool deep = file[24] == 16, interlaced = file[28] != 0;
        return new(PhotoFormat.Png, (width, height), !interlaced ? 0 : deep ? 8 : 4, PngOrientation(file[PngHeaderEnd..]), file.Length);
    }

    // The chunk may stand before or after the pixels.
    private static int PngOrientation(ReadOnlySpan<byte> chunks)
    {
        while (chunks.Length >= 12)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(chunks);
            if (length > chunks.Length - 12)
                return 1;
            if (chunks[4..8].SequenceEqual("eXIf"u8))
                return ExifOrientation(chunks.Slice(8, (int)length));
            chunks = chunks[((int)length + 12)..];
        }
        return 1;
    }

    // Tag 0x0112 in the first directory of the block; 1 when it is damaged or silent.
    private static int ExifOrientation(ReadOnlySpan<byte> block)
    {
        const int Tag = 0x0112;
        if (block.StartsWith("Exif\0\0"u8))
            block = block[6..];
        bool little = block.StartsWith("II"u8);
        if (block.Length < 8 || (!little && !block.StartsWith("MM"u8)))
            return 1;
        uint directory = little ? BinaryPrimitives.ReadUInt32LittleEndian(block[4..]) : BinaryPrimitives.ReadUInt32BigEndian(block[4..]);
        if (directory > block.Length - 2)
            return 1;
        int Short(ReadOnlySpan<byte> bytes) =>
            little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
        ReadOnlySpan<byte> entries = block[(int)directory..];
        int count = Short(entries);
        entries = entries[2..];
        for (int i = 0; i < count && entries.Length >= 12; i++, entries = entries[12..])
        {
            if (Short(entries) == Tag)
                return Short(entries[8..]) is >= 1 and <= 8 and int value ? value : 1;
        }
        return 1;
    }
}
