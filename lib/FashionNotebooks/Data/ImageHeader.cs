using System.Buffers.Binary;

namespace FashionNotebooks.Data;

/// <summary>What a picture file says about itself, read without decoding a pixel.</summary>
/// <param name="Kind">The format, by content and not by name.</param>
/// <param name="Width">Stored width in pixels, before <paramref name="Orientation"/>.</param>
/// <param name="Height">Stored height in pixels.</param>
/// <param name="Orientation">EXIF orientation, 1 (upright) to 8.</param>
public readonly record struct ImageHeader(ImageKind Kind, int Width, int Height, int Orientation)
{
    /// <summary>True when the picture stands on its side in the file.</summary>
    public bool Sideways => Orientation >= 5;

    /// <summary>Width as seen.</summary>
    public int UprightWidth => Sideways ? Height : Width;

    /// <summary>Height as seen.</summary>
    public int UprightHeight => Sideways ? Width : Height;

    /// <summary>Reads the header of a whole file and holds it against <paramref name="limits"/>.</summary>
    /// <exception cref="InputException">Not a picture of a format that is read, cut off, or too large.</exception>
    public static ImageHeader Read(ReadOnlySpan<byte> file, ImageLimits? limits = null)
    {
        limits ??= ImageLimits.Folder;
        limits.CheckBytes(file.Length);
        ImageHeader header = ImageSignature.Of(file) switch
        {
            ImageKind.Jpeg => JpegHeader.Read(file),
            ImageKind.Png => PngHeader.Read(file),
            ImageKind.WebP => WebPHeader.Read(file),
            _ => ReadBmp(file),
        };
        limits.CheckSize(header.Width, header.Height);
        return header;
    }

    private static ImageHeader ReadBmp(ReadOnlySpan<byte> file)
    {
        if (file.Length < 30)
            throw new InputException("the BMP header is cut off");
        bool core = BinaryPrimitives.ReadInt32LittleEndian(file[14..]) == 12;
        int width = core ? BinaryPrimitives.ReadUInt16LittleEndian(file[18..]) : BinaryPrimitives.ReadInt32LittleEndian(file[18..]);
        int height = core ? BinaryPrimitives.ReadUInt16LittleEndian(file[20..]) : BinaryPrimitives.ReadInt32LittleEndian(file[22..]);
        // A negative height means that the top row comes first.
        return new(ImageKind.Bmp, width, height == int.MinValue ? 0 : Math.Abs(height), 1);
    }
}
