using SkiaSharp;

namespace FashionNotebooks.Photos.Decoding;

/// <summary>
/// Pixels as decoders write them, outside of the managed heap: R, G, B, A bytes, row by row. They may be seen turned or mirrored without
/// being copied.
/// </summary>
internal sealed unsafe class Pixels : IDisposable
{
    internal const int Channels = 4;

    private readonly int storedWidth, storedHeight;
    private byte* corner; // of the pixel at the upper left, as seen
    private nint right, down; // bytes to the next pixel, as seen

    internal Pixels(int width, int height)
    {
        (Width, Height, storedWidth, storedHeight) = (width, height, width, height);
        Data = corner = (byte*)NativeMemory.Alloc((nuint)Bytes + Channels); // vectors take two pixels at a time, behind the last one too
        (right, down) = (Channels, RowBytes);
    }

    /// <summary>Interleaved R, G, B.</summary>
    internal Pixels(Photo photo)
        : this(photo.Width, photo.Height)
    {
        uint* target = (uint*)Data;
        for (int i = 0; i < photo.Pixels.Length; i += 3)
            *target++ = photo.Pixels[i] | (uint)photo.Pixels[i + 1] << 8 | (uint)photo.Pixels[i + 2] << 16 | 0xFF000000;
    }

    internal int Width { get; private set; } // as seen
    internal int Height { get; private set; } // as seen

    internal byte* Data { get; private set; }

    internal int RowBytes => storedWidth * Channels;
    internal long Bytes => (long)storedHeight * RowBytes;

    /// <summary>Lets them be seen by an EXIF orientation, 1 (as stored) to 8.</summary>
    internal void Orient(int orientation)
    {
        bool fromRight = orientation is 2 or 3 or 7 or 8, fromBottom = orientation is 3 or 4 or 6 or 7, sideways = orientation >= 5;
        nint along = fromRight ? -Channels : Channels, below = fromBottom ? -RowBytes : RowBytes;
        corner = Data + (fromRight ? RowBytes - Channels : 0) + (fromBottom ? Bytes - RowBytes : 0);
        (right, down) = sideways ? (below, along) : (along, below);
        (Width, Height) = sideways ? (storedHeight, storedWidth) : (storedWidth, storedHeight);
    }

    /// <summary>One row as seen, pixel after pixel: in place, or copied to <paramref name="spare"/> where it runs another way.</summary>
    internal byte* Row(int y, Pixels spare)
    {
        byte* p = corner + (y * down);
        if (right == Channels)
            return p;
        for (int x = 0; x < Width; x++, p += right)
            ((uint*)spare.Data)[x] = *(uint*)p;
        return spare.Data;
    }

    internal Photo ToPhoto()
    {
        var photo = new Photo(Width, Height);
        Span<byte> rgb = photo.Pixels;
        for (int y = 0, at = 0; y < Height; y++)
        {
            byte* p = corner + (y * down);
            for (int x = 0; x < Width; x++, p += right, at += 3)
                (rgb[at], rgb[at + 1], rgb[at + 2]) = (p[0], p[1], p[2]);
        }
        return photo;
    }

    /// <summary>Copies upright pixels to planes R, G, B.</summary>
    internal void CopyToPlanes(Span<byte> planes)
    {
        int plane = Width * Height;
        ArgumentOutOfRangeException.ThrowIfNotEqual(planes.Length, 3 * plane, nameof(planes));
        byte* p = Data;
        for (int i = 0; i < plane; i++, p += Channels)
            (planes[i], planes[i + plane], planes[i + (2 * plane)]) = (p[0], p[1], p[2]);
    }

    /// <summary>Lays what shines through over white, where it is.</summary>
    internal void LayOverWhite()
    {
        for (byte* p = Data, end = Data + Bytes; p < end; p += Channels)
        {
            int alpha = p[3], white = (255 * (255 - alpha)) + 127;
            for (int c = 0; c < 3 && alpha < 255; c++)
                p[c] = (byte)(((p[c] * alpha) + white) / 255);
        }
    }

    /// <summary>A file of what <paramref name="encode"/> makes of the pixels as stored, without alpha.</summary>
    internal byte[] Encode(Func<SKPixmap, SKData?> encode)
    {
        using var pixels = new SKPixmap(new(storedWidth, storedHeight, SKColorType.Rgba8888, SKAlphaType.Opaque), (nint)Data, RowBytes);
        using SKData file = encode(pixels) ?? throw new InvalidOperationException($"{Width} x {Height} pixels cannot be written");
        return file.ToArray();
    }

    public void Dispose()
    {
        NativeMemory.Free(Data);
        Data = corner = null;
    }
}
