namespace FashionNotebooks.Photos.Decoding;

/// <summary>A picture in memory: interleaved 8-bit R, G, B, row by row. For drawing and showing, not for training.</summary>
public sealed class RgbImage
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

    /// <summary>
    /// Reads a file, upright. A large JPEG is shrunk while decoding but stays at least twice <paramref name="atLeast"/> per side.
    /// </summary>
    /// <exception cref="InputException">The file is missing, no picture, damaged, or over the limits.</exception>
    public static RgbImage Read(string path, int? atLeast = null, ImageLimits? limits = null) =>
        Photo.WithPath(path, limits, bytes => Decode(bytes, atLeast, limits));

    /// <summary>Decodes a file's bytes, upright.</summary>
    /// <exception cref="InputException">The bytes are no picture, damaged, or over the limits.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file, int? atLeast = null, ImageLimits? limits = null)
    {
        using var codec = new PhotoCodec(file, limits);
        using PixelBuffer pixels = codec.Decode(atLeast);
        return Of(new PixelView(pixels, codec.Orientation));
    }

    /// <summary>Reads a file, upright, shrunk until its longer side has no more than some pixels.</summary>
    /// <exception cref="InputException">The file is missing, no picture, damaged, or over the limits.</exception>
    public static RgbImage ReadWithin(string path, int longerSide, ImageLimits? limits = null) =>
        Photo.WithPath(path, limits, bytes => DecodeWithin(bytes, longerSide, limits));

    /// <summary>Decodes a file's bytes, upright, shrunk until its longer side has no more than some pixels.</summary>
    /// <exception cref="InputException">The bytes are no picture, damaged, or over the limits.</exception>
    public static RgbImage DecodeWithin(ReadOnlySpan<byte> file, int longerSide, ImageLimits? limits = null)
    {
        using var codec = new PhotoCodec(file, limits);
        using PixelBuffer pixels = codec.Decode((longerSide + 1) / 2);
        var view = new PixelView(pixels, codec.Orientation);
        (int width, int height) = Within(view.Width, view.Height, longerSide);
        if (width == view.Width && height == view.Height)
            return Of(view);
        using PixelBuffer small = Resampling.Resize(view, width, height);
        return Of(new PixelView(small));
    }

    /// <summary>Antialiased bilinear resize, as PIL's.</summary>
    public RgbImage Resize(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        using PixelBuffer pixels = PixelBuffer.OfRgb(Pixels, Width, Height);
        using PixelBuffer result = Resampling.Resize(new PixelView(pixels), width, height);
        return Of(new PixelView(result));
    }

    /// <summary>The same picture, shrunk until its longer side has no more than some pixels.</summary>
    public RgbImage Within(int longerSide)
    {
        (int width, int height) = Within(Width, Height, longerSide);
        return width == Width && height == Height ? this : Resize(width, height);
    }

    private static (int Width, int Height) Within(int width, int height, int longerSide)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(longerSide);
        double scale = (double)longerSide / Math.Max(width, height);
        return scale >= 1 ? (width, height) : (Math.Max(1, (int)(width * scale)), Math.Max(1, (int)(height * scale)));
    }

    /// <summary>Applies the preprocessing rule to these pixels: planes R, G, B, <c>[3, S, S]</c>.</summary>
    public byte[] ToPlanes(Preprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        byte[] planes = new byte[3 * preprocessing.Size * preprocessing.Size];
        using PixelBuffer pixels = PixelBuffer.OfRgb(Pixels, Width, Height);
        PhotoDecoder.Prepare(new PixelView(pixels), preprocessing, planes);
        return planes;
    }

    /// <summary>The picture as a PNG file.</summary>
    public byte[] EncodePng()
    {
        using PixelBuffer pixels = PixelBuffer.OfRgb(Pixels, Width, Height);
        return pixels.EncodePng();
    }

    /// <summary>The picture as a JPEG file of quality 1 to 100.</summary>
    public byte[] EncodeJpeg(int quality = 90)
    {
        using PixelBuffer pixels = PixelBuffer.OfRgb(Pixels, Width, Height);
        return pixels.EncodeJpeg(quality);
    }

    private static RgbImage Of(PixelView pixels)
    {
        var image = new RgbImage(pixels.Width, pixels.Height);
        pixels.CopyTo(image.Pixels);
        return image;
    }
}
