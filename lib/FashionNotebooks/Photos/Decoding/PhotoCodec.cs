using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FashionNotebooks.Engine;
using SkiaSharp;

namespace FashionNotebooks.Photos.Decoding;

/// <summary>
/// One photo's bytes on their way to pixels. Who checks the limits is who decodes: the size is the one that the decoder itself has
/// read, and all that it will hold is added up before it holds it. Colour profiles are not applied, as in PIL.
/// </summary>
internal sealed unsafe class PhotoCodec : IDisposable
{
    private const double Much = 5e7; // a server is not to keep what one photo took
    private const string CutOff = "the JPEG file is cut off";
    private static readonly byte[] end = [0xFF, 0xD9];
    // Ones only, which are no code in any JPEG file. A decoder looks up to eight bytes ahead; only a scan that is cut short needs more.
    private static readonly byte[] ahead = [.. Enumerable.Repeat((byte[])[0xFF, 0], 8).SelectMany(pair => pair)];
    private static readonly byte[] rubble = [.. Enumerable.Repeat(ahead, 32).SelectMany(bytes => bytes), .. end];

    private readonly PhotoLimits limits;
    private readonly JpegStructure? jpeg;
    private readonly double held; // bytes per pixel beside the result
    private readonly SKSizeI stored;
    private readonly bool opaque;
    private readonly byte* bytes;
    private readonly int length;
    private SKCodec? codec;
    private double needed; // bytes, while it was decoded

    /// <summary>Reads what comes before the pixels.</summary>
    /// <exception cref="PhotoException">Not a photo of a format that is read, damaged, or over the limits.</exception>
    internal PhotoCodec(ReadOnlySpan<byte> file, PhotoLimits? limits = null)
    {
        this.limits = limits ??= PhotoLimits.Folder;
        limits.CheckBytes(file.Length);
        ImageKind kind = ImageSignature.Of(file);
        PngStructure png = kind == ImageKind.Png ? PngStructure.Read(file) : default;
        if (kind == ImageKind.Png)
            limits.CheckSize(png.Width, png.Height);
        if (kind == ImageKind.Jpeg)
            jpeg = JpegStructure.Read(file);
        else if (kind == ImageKind.Bmp)
            file = BitmapAlpha.Declare(file);
        length = jpeg?.End ?? file.Length;
        bytes = (byte*)NativeMemory.Alloc((nuint)(length + rubble.Length));
        file[..length].CopyTo(new(bytes, length));
        try
        {
            codec = Open(jpeg is not { } scans ? [] : scans.Kept > 0 ? end : ahead);
            (stored, opaque) = (codec.Info.Size, codec.Info.AlphaType == SKAlphaType.Opaque);
            limits.CheckSize(stored.Width, stored.Height);
            if (jpeg is { } frame && stored != new SKSizeI(frame.Width, frame.Height))
                throw PhotoException.Damaged("the JPEG file is damaged");
            if (kind == ImageKind.WebP && codec.FrameCount > 1)
                throw PhotoException.Damaged("animated WebP pictures are not read; save one frame as JPEG or PNG");
            int orientation = kind == ImageKind.Png ? png.Orientation : (int)codec.EncodedOrigin;
            Orientation = orientation is >= 1 and <= 8 ? orientation : 1;
        }
        catch
        {
            Dispose();
            throw;
        }
        held = kind switch
        {
            ImageKind.Jpeg => jpeg!.Value.Kept,
            ImageKind.Png => png.Held,
            ImageKind.WebP when file.IndexOf("VP8L"u8) >= 0 => 4, // lossless
            ImageKind.WebP when !opaque => 2,
            _ => 0,
        };
    }

    /// <summary>Width as seen.</summary>
    internal int Width => Orientation >= 5 ? stored.Height : stored.Width;

    /// <summary>Height as seen.</summary>
    internal int Height => Orientation >= 5 ? stored.Width : stored.Height;

    /// <summary>EXIF orientation, 1 (upright) to 8: <see cref="Decode"/> leaves the pixels as they are stored.</summary>
    internal int Orientation { get; }

    /// <summary>
    /// By how much a JPEG may be shrunk while it is decoded (1, 2, 4 or 8): both sides stay at least twice the target,
    /// so that the antialiased resize after it decides how the photo looks.
    /// </summary>
    internal static int Reduction(int width, int height, int target)
    {
        int reduction = 8;
        while (reduction > 1 && Math.Min(width, height) / reduction < 2 * target)
            reduction /= 2;
        return reduction;
    }

    /// <summary>
    /// The pixels, laid over white where they are transparent; 16 bits become 8. A JPEG may be shrunk while it is decoded, but stays at
    /// least twice <paramref name="atLeast"/> per side. Can be called once.
    /// </summary>
    /// <exception cref="PhotoException">Damaged, or the decoder would hold too much.</exception>
    internal PixelBuffer Decode(int? atLeast = null)
    {
        ObjectDisposedException.ThrowIf(codec is null, this);
        int reduction = jpeg is not null && atLeast is int target ? Reduction(stored.Width, stored.Height, target) : 1;
        bool severalScans = jpeg is { Kept: > 0 };
        // Shrunk further, several scans would leave no trace of what their last one lacks.
        SKSizeI size = codec.GetScaledDimensions(1f / (severalScans ? Math.Min(reduction, 2) : reduction));
        CheckMemory(size);
        var pixels = new PixelBuffer(size.Width, size.Height);
        try
        {
            Fill(pixels);
            if (severalScans)
                CheckLastScan(pixels);
            if (!opaque)
                pixels.LayOverWhite();
            return pixels;
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Close();
        NativeMemory.Free(bytes);
        if (needed > Much)
            MemoryWatch.GiveBack();
    }

    private SKCodec Open(ReadOnlySpan<byte> tail)
    {
        tail.CopyTo(new(bytes + length, tail.Length));
        using var data = SKData.Create((nint)bytes, length + tail.Length);
        return SKCodec.Create(new SKMemoryStream(data)) ?? throw PhotoException.Damaged();
    }

    private void Close()
    {
        codec?.Dispose();
        codec = null;
    }

    private void CheckMemory(SKSizeI size)
    {
        const double mega = 1e6;
        needed = ((double)size.Width * size.Height * PixelBuffer.Channels) + (held * stored.Width * stored.Height);
        double most = (double)limits.MaxPixels * PixelBuffer.Channels;
        if (needed > most)
        {
            string sizes = string.Create(CultureInfo.InvariantCulture, $"{needed / mega:0} MB while they are decoded; at most {most / mega:0} MB");
            throw new PhotoException(PhotoFault.TooLarge, $"the {stored.Width} x {stored.Height} pixels need {sizes} are used");
        }
    }

    private void Fill(PixelBuffer pixels)
    {
        SKAlphaType alpha = opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul;
        var info = new SKImageInfo(pixels.Width, pixels.Height, SKColorType.Rgba8888, alpha, null); // no colour space: nothing is converted
        SKCodecResult result = codec!.GetPixels(info, (nint)pixels.Data, pixels.RowBytes, SKCodecOptions.Default);
        if (result != SKCodecResult.Success)
            throw PhotoException.Damaged(jpeg is not null && result == SKCodecResult.IncompleteInput ? CutOff : null);
    }

    // A decoder of several scans reads to the end of the file and makes up what is missing. But what follows a complete scan changes
    // no pixel: other bytes there, and another picture means that they were taken for the scan's own.
    private void CheckLastScan(PixelBuffer pixels)
    {
        byte[] before = Hash(pixels);
        Close();
        codec = Open(rubble);
        Fill(pixels);
        if (!Hash(pixels).AsSpan().SequenceEqual(before))
            throw PhotoException.Damaged(CutOff);
    }

    private static byte[] Hash(PixelBuffer pixels) => SHA256.HashData(new ReadOnlySpan<byte>(pixels.Data, checked((int)pixels.Bytes)));
}
