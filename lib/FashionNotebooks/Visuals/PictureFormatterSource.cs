namespace FashionNotebooks.Visuals;

/// <summary>How a notebook shows a <see cref="Picture"/>: the PNG, and its alternative text where there are no pictures.</summary>
internal sealed class PictureFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<Picture>("image/png", picture => Convert.ToBase64String(picture.Png.Span)),
        new MimeFormatter<Picture>("text/plain", picture => picture.AltText),
    ];
}
