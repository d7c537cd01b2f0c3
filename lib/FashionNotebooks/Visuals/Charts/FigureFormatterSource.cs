namespace FashionNotebooks.Visuals.Charts;

/// <summary>How a notebook shows a <see cref="Figure"/>: found by name through <see cref="TypeFormatterSourceAttribute"/>.</summary>
internal sealed class FigureFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<Figure>(PlotlyJson.MimeType, figure => figure.ToPlotly()),
        new MimeFormatter<Figure>("image/svg+xml", figure => figure.ToSvg()),
        new MimeFormatter<Figure>("text/html", figure => $"<div role=\"img\">{figure.ToSvg()}</div>"),
        new MimeFormatter<Figure>("text/plain", figure => figure.ToString()),
    ];
}
