namespace FashionNotebooks.Visuals;

/// <summary>How a notebook shows a <see cref="Drawing"/>: the SVG, and its alternative text where there are no pictures.</summary>
internal sealed class DrawingFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<Drawing>("image/svg+xml", drawing => drawing.Svg),
        new MimeFormatter<Drawing>("text/plain", drawing => drawing.AltText),
    ];
}
