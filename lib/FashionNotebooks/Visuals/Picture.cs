using FashionNotebooks.Data;

namespace FashionNotebooks.Visuals;

/// <summary>
/// A picture for a notebook or a file: one PNG of at most 256 colours, which is about a third of the size of a full one,
/// and the sentence that stands for it where it cannot be seen.
/// </summary>
public sealed class Picture
{
    /// <summary>Encodes pixels.</summary>
    /// <param name="image">The pixels.</param>
    /// <param name="altText">What there is to see, in a sentence.</param>
    /// <exception cref="ArgumentException">There is no alternative text.</exception>
    public Picture(RgbImage image, string altText)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentException.ThrowIfNullOrWhiteSpace(altText);
        (Width, Height, AltText, Png) = (image.Width, image.Height, altText, IndexedPng.Encode(image));
    }

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down.</summary>
    public int Height { get; }

    /// <summary>What there is to see, in a sentence.</summary>
    public string AltText { get; }

    /// <summary>The PNG file.</summary>
    public ReadOnlyMemory<byte> Png { get; }

    /// <summary>Writes the PNG file.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(Png.Span));

    /// <summary>The alternative text.</summary>
    public override string ToString() => AltText;
}
