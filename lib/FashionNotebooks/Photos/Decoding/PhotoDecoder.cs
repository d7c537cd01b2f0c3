namespace FashionNotebooks.Photos.Decoding;

/// <summary>Turns photo files into preprocessed bytes, without a tensor library.</summary>
public static unsafe class PhotoDecoder
{
    /// <summary>Decodes a file's bytes into <paramref name="planes"/>: R, G and B planes, <c>[3, S, S]</c>.</summary>
    /// <returns>The photo's width and height as seen, in pixels.</returns>
    /// <exception cref="PhotoException">The bytes are no photo, damaged, or over the limits.</exception>
    public static (int Width, int Height) Decode(
        ReadOnlySpan<byte> file, Preprocessing preprocessing, Span<byte> planes, ImageLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        using var codec = new PhotoCodec(file, limits);
        using PixelBuffer pixels = codec.Decode(preprocessing.Size);
        Prepare(new PixelView(pixels, codec.Orientation), preprocessing, planes);
        return (codec.Width, codec.Height);
    }

    /// <summary>From upright pixels to planes.</summary>
    internal static void Prepare(PixelView pixels, Preprocessing preprocessing, Span<byte> planes)
    {
        int size = preprocessing.Size, plane = size * size;
        ArgumentOutOfRangeException.ThrowIfNotEqual(planes.Length, 3 * plane, nameof(planes));
        using PixelBuffer square = Resampling.Square(pixels, size, preprocessing.Crop);
        byte* p = square.Data;
        for (int i = 0; i < plane; i++, p += PixelBuffer.Channels)
            (planes[i], planes[i + plane], planes[i + (2 * plane)]) = (p[0], p[1], p[2]);
        if (preprocessing.Blur > 0)
            new GaussianBlur(preprocessing.Blur).Apply(planes, size);
    }
}
