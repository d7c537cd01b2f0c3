using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
using SixLabors.ImageSharp.Processing.Processors.Quantization;

namespace FashionNotebooks.Visuals;

/// <summary>
/// What a notebook or a file shows: one PNG of at most 256 colours, which is about a third of the size of a full one, and the sentence that
/// stands for it where it cannot be seen.
/// </summary>
public sealed class PhotoSheet
{
    // Half of the usual dithering: none leaves steps in smooth cloth, all of it sprinkles dots.
    private static readonly PngEncoder encoder = new()
    {
        ColorType = PngColorType.Palette,
        BitDepth = PngBitDepth.Bit8,
        CompressionLevel = PngCompressionLevel.BestCompression,
        FilterMethod = PngFilterMethod.None,
        Quantizer = new WuQuantizer(new QuantizerOptions { Dither = KnownDitherings.FloydSteinberg, DitherScale = 0.5f }),
    };

    /// <exception cref="ArgumentException">There is no alternative text.</exception>
    public PhotoSheet(Photo photo, string altText)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(altText);
        using var pixels = Image.LoadPixelData<Rgb24>(photo.Pixels, photo.Width, photo.Height);
        using var file = new MemoryStream();
        pixels.SaveAsPng(file, encoder);
        (Photo, AltText, Png) = (photo, altText, file.ToArray());
    }

    /// <summary>The pixels, in all their colours.</summary>
    public Photo Photo { get; }

    /// <summary>What there is to see, in a sentence.</summary>
    public string AltText { get; }

    public ReadOnlyMemory<byte> Png { get; }

    /// <exception cref="InputException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(Png.Span));

    public override string ToString() => AltText;
}
