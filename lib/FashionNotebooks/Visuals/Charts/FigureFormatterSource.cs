namespace FashionNotebooks.Visuals.Charts;

/// <summary>How a notebook shows a <see cref="Figure"/>: found by name through <see cref="TypeFormatterSourceAttribute"/>.</summary>
internal sealed class FigureFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new FigureFormatter(PlotlyJson.MimeType, figure => figure.ToPlotly()),
        new FigureFormatter("image/svg+xml", figure => figure.ToSvg()),
        new FigureFormatter("text/html", figure => $"<div role=\"img\">{figure.ToSvg()}</div>"),
        new FigureFormatter("text/plain", figure => figure.ToString()),
    ];

    private sealed class FigureFormatter(string mimeType, Func<Figure, string> format)
    {
        public string MimeType => mimeType;

        public bool Format(object instance, TextWriter writer)
        {
            if (instance is not Figure figure)
                return false;
            writer.Write(format(figure));
            return true;
        }
    }
}
