using System.Runtime.InteropServices;
using SkiaSharp;

namespace FashionNotebooks.Photos;

/// <summary>Pixels as decoders write them, outside of the managed heap: R, G, B, A bytes, row by row.</summary>
internal sealed unsafe class PixelBuffer : IDisposable
{
    /// <summary>Bytes per pixel.</summary>
    internal const int Channels = 4;

    internal PixelBuffer(int width, int height)
    {
        (Width, Height) = (width, height);
        Data = (byte*)NativeMemory.Alloc((nuint)Bytes + Channels); // vectors take two pixels at a time, behind the last one too
    }

    internal int Width { get; }

    internal int Height { get; }

    internal byte* Data { get; private set; }

    internal int RowBytes => Width * Channels;

    internal long Bytes => (long)Height * RowBytes;

    /// <summary>Copies interleaved R, G, B.</summary>
    internal static PixelBuffer OfRgb(ReadOnlySpan<byte> rgb, int width, int height)
    {
        var result = new PixelBuffer(width, height);
        uint* target = (uint*)result.Data;
        for (int i = 0; i < rgb.Length; i += 3)
            *target++ = rgb[i] | (uint)rgb[i + 1] << 8 | (uint)rgb[i + 2] << 16 | 0xFF000000;
        return result;
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

    /// <summary>Copies to planes R, G, B.</summary>
    internal void CopyToPlanes(Span<byte> planes)
    {
        int plane = Width * Height;
        ArgumentOutOfRangeException.ThrowIfNotEqual(planes.Length, 3 * plane, nameof(planes));
        byte* p = Data;
        for (int i = 0; i < plane; i++, p += Channels)
            (planes[i], planes[i + plane], planes[i + (2 * plane)]) = (p[0], p[1], p[2]);
    }

    /// <summary>A PNG file, without alpha.</summary>
    internal byte[] EncodePng() => Encode(pixels => pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, 3)));

    /// <summary>A JPEG file of quality 1 to 100, colour at half the resolution.</summary>
    internal byte[] EncodeJpeg(int quality) => Encode(pixels => pixels.Encode(new SKJpegEncoderOptions(quality)));

    private byte[] Encode(Func<SKPixmap, SKData?> encode)
    {
        using var pixels = new SKPixmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque), (nint)Data, RowBytes);
        using SKData file = encode(pixels) ?? throw new InvalidOperationException($"{Width} x {Height} pixels cannot be written");
        return file.ToArray();
    }

    public void Dispose()
    {
        NativeMemory.Free(Data);
        Data = null;
    }
}
