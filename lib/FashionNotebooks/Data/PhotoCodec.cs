using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SkiaSharp;

namespace FashionNotebooks.Data;

/// <summary>
/// One photo's bytes on their way to pixels. Who checks the limits is who decodes: the size is the one that the decoder itself has
/// read, and all that it will hold is added up before it holds it.
/// </summary>
internal sealed unsafe class PhotoCodec : IDisposable
{
    private const int BytesPerPixel = PixelBuffer.Channels;
    private const string CutOff = "the JPEG file is cut off";
    private static readonly byte[] end = [0xFF, 0xD9];
    // Ones only, which is no code of any JPEG file. The decoder looks up to eight bytes ahead, but a scan that is cut short needs more.
    private static readonly byte[] ahead = [.. Enumerable.Repeat((byte[])[0xFF, 0], 8).SelectMany(pair => pair)];
    private static readonly byte[] rubble = [.. Enumerable.Repeat(ahead, 32).SelectMany(bytes => bytes), .. end];

    private readonly ImageKind kind;
    private readonly ImageLimits limits;
    private readonly JpegStructure jpeg;
    private readonly PngStructure png;
    private readonly byte* bytes;
    private readonly int length;
    private readonly SKCodec codec;

    /// <summary>Reads what comes before the pixels.</summary>
    /// <exception cref="PhotoException">Not a photo of a format that is read, damaged, or over the limits.</exception>
    internal PhotoCodec(ReadOnlySpan<byte> file, ImageLimits? limits = null)
    {
        this.limits = limits ??= ImageLimits.Folder;
        limits.CheckBytes(file.Length);
        kind = ImageSignature.Of(file);
        if (kind == ImageKind.Jpeg)
            file = file[..(jpeg = JpegStructure.Read(file)).End];
        else if (kind == ImageKind.Png)
            limits.CheckSize((png = PngStructure.Read(file)).Width, png.Height);
        length = file.Length;
        bytes = (byte*)NativeMemory.Alloc((nuint)(length + rubble.Length));
        file.CopyTo(new(bytes, length));
        try
        {
            codec = Open(kind == ImageKind.Jpeg ? jpeg.Kept > 0 ? end : ahead : []);
            Check();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Width as seen.</summary>
    internal int Width => Orientation >= 5 ? codec.Info.Height : codec.Info.Width;

    /// <summary>Height as seen.</summary>
    internal int Height => Orientation >= 5 ? codec.Info.Width : codec.Info.Height;

    /// <summary>EXIF orientation, 1 (upright) to 8: <see cref="Decode"/> leaves the pixels as they are stored.</summary>
    internal int Orientation => kind == ImageKind.Png ? png.Orientation : (int)codec.EncodedOrigin;

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
    /// The pixels, over white where they are transparent, in the photo's own colour space (as PIL gives them). A JPEG may be shrunk
    /// while it is decoded, but stays at least twice <paramref name="atLeast"/> per side.
    /// </summary>
    /// <exception cref="PhotoException">Damaged, or its decoder would hold too much.</exception>
    internal PixelBuffer Decode(int? atLeast = null)
    {
        int reduction = kind == ImageKind.Jpeg && atLeast is int target ? Reduction(codec.Info.Width, codec.Info.Height, target) : 1;
        // Shrunk further, several scans would leave no trace of what their last one lacks.
        SKSizeI size = codec.GetScaledDimensions(1f / (jpeg.Kept > 0 ? Math.Min(reduction, 2) : reduction));
        CheckMemory(size);
        var pixels = new PixelBuffer(size.Width, size.Height);
        try
        {
            Fill(codec, pixels);
            if (jpeg.Kept > 0)
                CheckLastScan(pixels);
            if (codec.Info.AlphaType != SKAlphaType.Opaque)
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
        codec?.Dispose();
        NativeMemory.Free(bytes);
    }

    private SKCodec Open(ReadOnlySpan<byte> tail)
    {
        tail.CopyTo(new(bytes + length, tail.Length));
        using var data = SKData.Create((nint)bytes, length + tail.Length);
        return SKCodec.Create(new SKMemoryStream(data)) ?? throw PhotoException.Damaged();
    }

    private void Check()
    {
        limits.CheckSize(codec.Info.Width, codec.Info.Height);
        if (kind == ImageKind.Jpeg && codec.Info.Size != new SKSizeI(jpeg.Width, jpeg.Height))
            throw PhotoException.Damaged("the JPEG file is damaged");
        if (kind == ImageKind.WebP && codec.FrameCount > 1)
            throw PhotoException.Damaged("animated WebP pictures are not read; save one frame as JPEG or PNG");
    }

    private void CheckMemory(SKSizeI size)
    {
        double held = kind switch
        {
            ImageKind.Jpeg => jpeg.Kept,
            ImageKind.Png when png.Interlaced => 2 * BytesPerPixel, // up to 16 bits for each channel
            _ => 0,
        };
        double needed = ((double)size.Width * size.Height * BytesPerPixel) + (held * codec.Info.Width * codec.Info.Height);
        if (needed > limits.MaxPixels * (double)BytesPerPixel)
            throw new PhotoException(PhotoFault.TooLarge, string.Create(CultureInfo.InvariantCulture,
                $"its {codec.Info.Width} x {codec.Info.Height} pixels need {needed / 1e6:0} MB while they are decoded; at most {limits.MaxPixels * BytesPerPixel / 1e6:0} MB are used"));
    }

    private static void Fill(SKCodec codec, PixelBuffer pixels)
    {
        var info = new SKImageInfo(pixels.Width, pixels.Height, SKColorType.Rgba8888, codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul);
        SKCodecResult result = codec.GetPixels(info, (nint)pixels.Data, pixels.RowBytes, SKCodecOptions.Default);
        if (result != SKCodecResult.Success)
            throw PhotoException.Damaged(codec.EncodedFormat == SKEncodedImageFormat.Jpeg && result == SKCodecResult.IncompleteInput ? CutOff : null);
    }

    // Several scans are read to the end of the file, so the decoder never runs short of bytes: it makes some up. But what follows a
    // complete scan changes no pixel.
    private void CheckLastScan(PixelBuffer pixels)
    {
        byte[] before = Hash(pixels);
        using SKCodec other = Open(rubble);
        Fill(other, pixels);
        if (!Hash(pixels).AsSpan().SequenceEqual(before))
            throw PhotoException.Damaged(CutOff);
    }

    private static byte[] Hash(PixelBuffer pixels) => SHA256.HashData(new ReadOnlySpan<byte>(pixels.Data, checked((int)pixels.Bytes)));
}
