namespace FashionNotebooks.Visuals;

/// <summary>A drawn figure as a static SVG document: no script, no font file, sharp at any size.</summary>
public sealed class Drawing
{
    internal Drawing(string svg, string altText) => (Svg, AltText) = (svg, altText);

    /// <summary>The document.</summary>
    public string Svg { get; }

    /// <summary>What there is to see, in a sentence.</summary>
    public string AltText { get; }

    /// <summary>Writes the SVG file.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.WriteText(path, Svg);

    /// <summary>The alternative text.</summary>
    public override string ToString() => AltText;
}
