using SkiaSharp;

namespace FashionNotebooks.Photos;

/// <summary>A photo in memory: interleaved 8-bit R, G, B, row by row. For drawing and showing, not for training.</summary>
public sealed class Photo
{
    /// <summary>Makes a photo over existing pixels, or a black one.</summary>
    public Photo(int width, int height, byte[]? pixels = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (Width, Height) = (width, height);
        Pixels = pixels ?? new byte[checked(width * height * 3)];
        ArgumentOutOfRangeException.ThrowIfNotEqual(Pixels.Length, checked(width * height * 3), nameof(pixels));
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Height x width x 3 bytes.</summary>
    public byte[] Pixels { get; }

    /// <summary>
    /// Reads a file, upright. A large JPEG is shrunk while decoding but stays at least twice <paramref name="atLeast"/> per side.
    /// </summary>
    /// <exception cref="InputException">The file is missing, no photo, damaged, or over the limits.</exception>
    public static Photo Read(string path, int? atLeast = null) => PhotoLimits.WithPath(path, null, bytes => Decode(bytes, atLeast));

    /// <summary>Decodes a file's bytes, upright.</summary>
    public static Photo Decode(ReadOnlySpan<byte> file, int? atLeast = null, PhotoLimits? limits = null)
    {
        using var decoder = new PhotoDecoder(file, limits);
        using Pixels pixels = decoder.Decode(atLeast);
        return pixels.ToPhoto();
    }

    /// <summary>Reads a file, upright, shrunk until its longer side has no more than some pixels.</summary>
    public static Photo ReadWithin(string path, int longerSide) =>
        PhotoLimits.WithPath(path, null, bytes => DecodeWithin(bytes, longerSide));

    /// <summary>Decodes a file's bytes, upright, shrunk until its longer side has no more than some pixels.</summary>
    public static Photo DecodeWithin(ReadOnlySpan<byte> file, int longerSide, PhotoLimits? limits = null)
    {
        using var decoder = new PhotoDecoder(file, limits);
        using Pixels pixels = decoder.Decode((longerSide + 1) / 2);
        return Within(pixels, longerSide);
    }

    /// <summary>A square photo from its planes R, G, B, <c>[3, size, size]</c>.</summary>
    internal static Photo OfPlanes(ReadOnlySpan<byte> planes, int size)
    {
        var photo = new Photo(size, size);
        for (int i = 0; i < planes.Length; i++)
            photo.Pixels[i] = planes[(i % 3 * size * size) + (i / 3)];
        return photo;
    }

    /// <summary>Antialiased bilinear resize, as PIL's.</summary>
    public Photo Resize(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        using var pixels = new Pixels(this);
        return Resized(pixels, width, height);
    }

    /// <summary>The same photo, shrunk until its longer side has no more than some pixels.</summary>
    public Photo Within(int longerSide)
    {
        using var pixels = new Pixels(this);
        return Within(pixels, longerSide);
    }

    public byte[] EncodePng()
    {
        using var pixels = new Pixels(this);
        return pixels.Encode(map => map.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, 3)));
    }

    /// <summary>A JPEG file of quality 1 to 100.</summary>
    public byte[] EncodeJpeg(int quality = 90)
    {
        using var pixels = new Pixels(this);
        return pixels.Encode(map => map.Encode(new SKJpegEncoderOptions(quality)));
    }

    private static Photo Within(Pixels pixels, int longerSide)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(longerSide);
        double scale = (double)longerSide / Math.Max(pixels.Width, pixels.Height);
        return scale >= 1 ? pixels.ToPhoto() : Resized(pixels, Math.Max(1, (int)(pixels.Width * scale)),
            Math.Max(1, (int)(pixels.Height * scale)));
    }

    private static Photo Resized(Pixels pixels, int width, int height)
    {
        using Pixels result = Resampling.Resize(pixels, width, height);
        return result.ToPhoto();
    }
}
