namespace FashionNotebooks.Photos.Decoding;

/// <summary>Tells picture formats apart by their first bytes.</summary>
public static class ImageSignature
{
    /// <summary>Bytes that are enough to tell.</summary>
    internal const int Length = 32;

    private const string Cure = "save it as JPEG or PNG";

    /// <summary>The format of a whole file, or of its first bytes.</summary>
    /// <exception cref="PhotoException">No picture, or of a format that is not read.</exception>
    public static ImageKind Of(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return ImageKind.Jpeg;
        if (file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]))
            return ImageKind.Png;
        if (file.StartsWith("RIFF"u8) && file.Length >= 12 && file[8..12].SequenceEqual("WEBP"u8))
            return ImageKind.WebP;
        if (file.StartsWith("BM"u8) && file.Length >= 18 && file[15..18].SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0]))
            return ImageKind.Bmp;
        throw new PhotoException(PhotoFault.Format, Refusal(file));
    }

    private static string Refusal(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
            return "the file is empty";
        if (file.StartsWith("GIF8"u8))
            return $"GIF pictures are not read; {Cure}";
        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8))
            return $"TIFF pictures are not read; {Cure}";
        if (file.Length >= 12 && file[4..8].SequenceEqual("ftyp"u8))
            return $"HEIC, AVIF and video files are not read; {Cure}";
        return LooksLikeText(file[..Math.Min(file.Length, Length)])
            ? "it is not a picture: the content is text"
            : $"it is not a picture of a known format (JPEG, PNG, WebP, BMP); {Cure}";
    }

    private static bool LooksLikeText(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            if (b is < 0x20 and not (9 or 10 or 13))
                return false;
        }
        return true;
    }
}
