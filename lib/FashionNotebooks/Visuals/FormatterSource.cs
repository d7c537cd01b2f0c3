using FashionNotebooks.Visuals.Charts;

namespace FashionNotebooks.Visuals;

/// <summary>The bundle of a type, in the form that notebook kernels find by name (see <see cref="TypeFormatterSourceAttribute"/>).</summary>
internal abstract class FormatterSource<T>(IReadOnlyList<(string MimeType, Func<T, string> Text)> bundle)
{
    public IEnumerable<object> CreateTypeFormatters() => bundle.Select(kind => new Formatter(kind.MimeType, kind.Text));

    /// <summary>One kind of output.</summary>
    internal sealed class Formatter(string mimeType, Func<T, string> text)
    {
        public string MimeType => mimeType;

        public bool Format(object instance, TextWriter writer)
        {
            if (instance is T value)
                writer.Write(text(value));
            return instance is T;
        }
    }
}

internal sealed class PictureFormatterSource() : FormatterSource<Picture>(Bundle.OfPicture);

internal sealed class DrawingFormatterSource() : FormatterSource<Drawing>(Bundle.OfDrawing);

internal sealed class InteractivePlotsFormatterSource() : FormatterSource<InteractivePlots>(Bundle.OfInteractivePlots);
