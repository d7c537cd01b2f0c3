using SkiaSharp;

namespace FashionNotebooks.Photos.Decoding;

/// <summary>
/// One photo's bytes on their way to pixels. Who checks the limits is who decodes: the size is the one that the decoder itself has read,
/// and all that it will hold is added up before it holds it. Colour profiles are not applied, as in PIL.
/// </summary>
internal sealed unsafe class PhotoDecoder : IDisposable
{
    private const double Much = 5e7; // a server is not to keep what one photo took
    private const string CutOff = "the JPEG file is cut off";
    private static readonly byte[] end = [0xFF, 0xD9];
    // Ones only, which are no code in any JPEG file. A decoder looks up to eight bytes ahead; only a scan that is cut short needs more.
    private static readonly byte[] ahead = [.. Enumerable.Repeat((byte[])[0xFF, 0], 8).SelectMany(pair => pair)];
    private static readonly byte[] rubble = [.. Enumerable.Repeat(ahead, 32).SelectMany(bytes => bytes), .. end];

    private readonly PhotoLimits limits;
    private readonly PhotoHeader header;
    private readonly SKSizeI stored;
    private readonly bool opaque;
    private readonly int orientation;
    private byte* bytes;
    private SKCodec? codec;
    private double needed; // bytes, while it was decoded

    /// <summary>Reads what comes before the pixels.</summary>
    internal PhotoDecoder(ReadOnlySpan<byte> file, PhotoLimits? limits = null)
    {
        this.limits = limits ??= PhotoLimits.Folder;
        limits.CheckBytes(file.Length);
        if (PhotoHeader.FormatOf(file) == PhotoFormat.Bmp)
            file = PhotoHeader.DeclareAlpha(file);
        header = PhotoHeader.Read(file);
        if (header.Size is { } declared)
            limits.CheckSize(declared.Width, declared.Height);
        bytes = (byte*)NativeMemory.Alloc((nuint)(header.End + rubble.Length));
        file[..header.End].CopyTo(new(bytes, header.End));
        try
        {
            codec = Open(header.Format != PhotoFormat.Jpeg ? [] : header.SeveralScans ? end : ahead);
            (stored, opaque) = (codec.Info.Size, codec.Info.AlphaType == SKAlphaType.Opaque);
            limits.CheckSize(stored.Width, stored.Height);
            if (header.Size is { } said && stored != new SKSizeI(said.Width, said.Height))
                throw PhotoException.Damaged();
            if (header.Format == PhotoFormat.WebP && codec.FrameCount > 1)
                throw PhotoException.Damaged("animated WebP pictures are not read; save one frame as JPEG or PNG");
            orientation = header.Orientation ?? (int)codec.EncodedOrigin;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Pixels across and down as seen.</summary>
    internal (int Width, int Height) Size => orientation is >= 5 and <= 8 ? (stored.Height, stored.Width) : (stored.Width, stored.Height);

    /// <summary>
    /// By how much a JPEG may be shrunk while it is decoded (1, 2, 4 or 8): both sides stay at least twice the target, so that the
    /// antialiased resize after it decides how the photo looks.
    /// </summary>
    internal static int Reduction(int width, int height, int target)
    {
        int reduction = 8;
        while (reduction > 1 && Math.Min(width, height) / reduction < 2 * target)
            reduction /= 2;
        return reduction;
    }

    /// <summary>
    /// The pixels upright, laid over white where they are transparent; 16 bits become 8. A JPEG may be shrunk while it is decoded, but
    /// stays at least twice <paramref name="atLeast"/> per side. Can be called once.
    /// </summary>
    internal Pixels Decode(int? atLeast = null)
    {
        ObjectDisposedException.ThrowIf(codec is null, this);
        int reduction = header.Format == PhotoFormat.Jpeg && atLeast is int target ? Reduction(stored.Width, stored.Height, target) : 1;
        // Shrunk further, several scans would leave no trace of what their last one lacks.
        SKSizeI size = codec.GetScaledDimensions(1f / (header.SeveralScans ? Math.Min(reduction, 2) : reduction));
        CheckMemory(size);
        var pixels = new Pixels(size.Width, size.Height);
        try
        {
            Fill(pixels);
            if (header.SeveralScans)
                CheckLastScan(pixels);
            if (!opaque)
                pixels.LayOverWhite();
            if (orientation is > 1 and <= 8)
                pixels.Orient(orientation);
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
        bytes = null;
        if (needed > Much)
            MemoryWatch.GiveBack();
    }

    private SKCodec Open(ReadOnlySpan<byte> tail)
    {
        tail.CopyTo(new(bytes + header.End, tail.Length));
        using var data = SKData.Create((nint)bytes, header.End + tail.Length);
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
        double held = header.Format == PhotoFormat.WebP && !opaque ? Math.Max(header.Held, 2) : header.Held;
        needed = ((double)size.Width * size.Height * Pixels.Channels) + (held * stored.Width * stored.Height);
        double most = (double)limits.MaxPixels * Limits.DecodingBytes;
        if (needed > most)
        {
            string sizes = string.Create(CultureInfo.InvariantCulture,
                $"{needed / mega:0} MB while they are decoded; at most {most / mega:0} MB");
            throw new PhotoException(PhotoFault.TooLarge, $"the {stored.Width} x {stored.Height} pixels need {sizes} are used");
        }
    }

    private void Fill(Pixels pixels)
    {
        SKAlphaType alpha = opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul;
        var info = new SKImageInfo(pixels.Width, pixels.Height, SKColorType.Rgba8888, alpha, null); // no colour space: nothing is converted
        SKCodecResult result = codec!.GetPixels(info, (nint)pixels.Data, pixels.RowBytes, SKCodecOptions.Default);
        if (result != SKCodecResult.Success)
            throw PhotoException.Damaged(header.Format == PhotoFormat.Jpeg && result == SKCodecResult.IncompleteInput ? CutOff : null);
    }

    // A decoder of several scans reads to the end of the file and makes up what is missing. But what follows a complete scan changes no
    // pixel: other bytes there, and another photo means that they were taken for the scan's own.
    private void CheckLastScan(Pixels pixels)
    {
        byte[] before = Hash(pixels);
        Close();
        codec = Open(rubble);
        Fill(pixels);
        if (!Hash(pixels).AsSpan().SequenceEqual(before))
            throw PhotoException.Damaged(CutOff);
    }

    private static byte[] Hash(Pixels pixels) => SHA256.HashData(new ReadOnlySpan<byte>(pixels.Data, checked((int)pixels.Bytes)));
}
