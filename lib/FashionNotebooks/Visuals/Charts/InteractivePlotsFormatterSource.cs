namespace FashionNotebooks.Visuals.Charts;

/// <summary>How a notebook shows <see cref="InteractivePlots"/>.</summary>
internal sealed class InteractivePlotsFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<InteractivePlots>("text/html", plots => plots.ToHtml()),
        new MimeFormatter<InteractivePlots>("text/plain", plots => plots.ToString()),
    ];
}
