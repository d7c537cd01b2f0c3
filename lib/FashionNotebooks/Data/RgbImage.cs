using FashionNotebooks.Native;

namespace FashionNotebooks.Data;

/// <summary>A picture in memory: interleaved 8-bit R, G, B, row by row. For drawing and showing, not for training.</summary>
public sealed unsafe class RgbImage
{
    /// <summary>Makes a picture over existing pixels, or a black one.</summary>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="pixels">width x height x 3 bytes, not copied.</param>
    public RgbImage(int width, int height, byte[]? pixels = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (Width, Height) = (width, height);
        Pixels = pixels ?? new byte[checked(width * height * 3)];
        ArgumentOutOfRangeException.ThrowIfNotEqual(Pixels.Length, checked(width * height * 3), nameof(pixels));
    }

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down.</summary>
    public int Height { get; }

    /// <summary>Height x width x 3 bytes.</summary>
    public byte[] Pixels { get; }

    /// <summary>Reads a file, upright. A large JPEG is shrunk while decoding but stays at least twice <paramref name="atLeast"/> per side.</summary>
    /// <exception cref="InputException">The file is missing, no picture, damaged, or over the limits.</exception>
    public static RgbImage Read(string path, int? atLeast = null, ImageLimits? limits = null) =>
        Photo.WithPath(path, limits, bytes => Decode(bytes, atLeast, limits));

    /// <summary>Decodes a file's bytes, upright.</summary>
    /// <exception cref="InputException">The bytes are no picture, damaged, or over the limits.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file, int? atLeast = null, ImageLimits? limits = null)
    {
        ImageHeader header = ImageHeader.Read(file, limits);
        int reduce = atLeast is int side ? PhotoDecoder.Reduction(header, side) : 1;
        var image = new RgbImage((header.UprightWidth + reduce - 1) / reduce, (header.UprightHeight + reduce - 1) / reduce);
        fixed (byte* data = file, pixels = image.Pixels)
        {
            ImageLibrary.Check(ImageLibrary.fi_decode(
                data, file.Length, reduce, header.Orientation, PhotoDecoder.IsPlain(header), image.Height, image.Width, pixels));
        }
        return image;
    }

    /// <summary>Antialiased bilinear resize, as PIL's.</summary>
    public RgbImage Resize(int width, int height)
    {
        var result = new RgbImage(width, height);
        fixed (byte* source = Pixels, target = result.Pixels)
            ImageLibrary.Check(ImageLibrary.fi_resize(source, Height, Width, target, height, width));
        return result;
    }

    /// <summary>The same picture, shrunk until its longer side has no more than some pixels.</summary>
    public RgbImage Within(int longerSide)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(longerSide);
        double scale = (double)longerSide / Math.Max(Width, Height);
        return scale >= 1 ? this : Resize(Math.Max(1, (int)(Width * scale)), Math.Max(1, (int)(Height * scale)));
    }

    /// <summary>Applies the preprocessing rule to these pixels: planes R, G, B, <c>[3, S, S]</c>.</summary>
    public byte[] ToPlanes(Preprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        int size = preprocessing.Size;
        byte[] planes = new byte[3 * size * size];
        fixed (byte* source = Pixels, target = planes)
            ImageLibrary.Check(ImageLibrary.fi_square(source, Height, Width, preprocessing.Crop ? 1 : 0, size, target));
        return planes;
    }

    /// <summary>The picture as a PNG file.</summary>
    public byte[] EncodePng() => Encode(Pixels, Height, Width, 3, kind: 0, quality: 0);

    /// <summary>The picture as a JPEG file of quality 1 to 100.</summary>
    public byte[] EncodeJpeg(int quality = 90) => Encode(Pixels, Height, Width, 3, kind: 1, quality);

    internal static byte[] Encode(ReadOnlySpan<byte> pixels, int height, int width, int channels, int kind, int quality)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, height * width * channels, nameof(pixels));
        byte* result;
        long length;
        fixed (byte* source = pixels)
            ImageLibrary.Check(ImageLibrary.fi_encode(source, height, width, channels, kind, quality, &result, &length));
        try
        {
            return new ReadOnlySpan<byte>(result, checked((int)length)).ToArray();
        }
        finally
        {
            ImageLibrary.fi_free(result);
        }
    }
}
