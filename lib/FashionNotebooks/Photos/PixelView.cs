namespace FashionNotebooks.Photos;

/// <summary>A buffer's pixels as they are seen: its rows may be turned or mirrored, and none is copied.</summary>
internal readonly unsafe struct PixelView
{
    private readonly byte* corner;
    private readonly nint right, down; // bytes to the next pixel

    /// <param name="buffer">The pixels; they outlive the view.</param>
    /// <param name="orientation">EXIF orientation, 1 (upright) to 8.</param>
    internal PixelView(PixelBuffer buffer, int orientation = 1)
    {
        bool fromRight = orientation is 2 or 3 or 7 or 8, fromBottom = orientation is 3 or 4 or 6 or 7, sideways = orientation >= 5;
        nint along = fromRight ? -PixelBuffer.Channels : PixelBuffer.Channels, below = fromBottom ? -buffer.RowBytes : buffer.RowBytes;
        corner = buffer.Data + (fromRight ? buffer.RowBytes - PixelBuffer.Channels : 0);
        corner += fromBottom ? buffer.Bytes - buffer.RowBytes : 0;
        (right, down) = sideways ? (below, along) : (along, below);
        (Width, Height) = sideways ? (buffer.Height, buffer.Width) : (buffer.Width, buffer.Height);
    }

    /// <summary>Width as seen.</summary>
    internal int Width { get; }

    /// <summary>Height as seen.</summary>
    internal int Height { get; }

    /// <summary>One row, pixel after pixel: in the buffer, or copied to <paramref name="spare"/> where it runs another way.</summary>
    internal byte* Straight(int y, PixelBuffer spare)
    {
        byte* p = corner + (y * down);
        if (right == PixelBuffer.Channels)
            return p;
        for (int x = 0; x < Width; x++, p += right)
            ((uint*)spare.Data)[x] = *(uint*)p;
        return spare.Data;
    }

    /// <summary>Interleaved R, G, B of all pixels.</summary>
    internal void CopyTo(Span<byte> rgb)
    {
        int at = 0;
        for (int y = 0; y < Height; y++)
        {
            byte* p = corner + (y * down);
            for (int x = 0; x < Width; x++, p += right, at += 3)
                (rgb[at], rgb[at + 1], rgb[at + 2]) = (p[0], p[1], p[2]);
        }
    }
}
