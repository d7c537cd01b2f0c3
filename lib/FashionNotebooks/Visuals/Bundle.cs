using FashionNotebooks.Visuals.Charts;
using Plotly.NET;

namespace FashionNotebooks.Visuals;

/// <summary>
/// What a notebook shows of each thing to look at: for each kind of output (MIME type), the best first, how a value becomes its text.
/// <c>notebooks/setup.csx</c> registers them with <c>Formatter.Register</c>, so a chart is seen without a network in every front end.
/// </summary>
public static class Bundle
{
    /// <summary>Any Plotly.NET chart: Plotly's JSON for front ends that draw it, a static picture for all others, a line of text.</summary>
    public static IReadOnlyList<(string MimeType, Func<GenericChart, string> Text)> OfChart { get; } =
    [
        (PlotlyMimeType, GenericChart.toFigureJson),
        ("image/svg+xml", chart => chart.ToDrawing().Svg),
        ("text/plain", chart => chart.ToDrawing().AltText),
    ];

    /// <summary>A photo grid: one PNG, and its alternative text where there are no pictures.</summary>
    public static IReadOnlyList<(string MimeType, Func<Picture, string> Text)> OfPicture { get; } =
        [("image/png", picture => Convert.ToBase64String(picture.Png.Span)), ("text/plain", picture => picture.AltText)];

    /// <summary>A drawn figure.</summary>
    public static IReadOnlyList<(string MimeType, Func<Drawing, string> Text)> OfDrawing { get; } =
        [("image/svg+xml", drawing => drawing.Svg), ("text/plain", drawing => drawing.AltText)];

    /// <summary>The script that makes charts interactive.</summary>
    public static IReadOnlyList<(string MimeType, Func<InteractivePlots, string> Text)> OfInteractivePlots { get; } =
        [("text/html", plots => plots.ToHtml()), ("text/plain", plots => plots.ToString())];

    /// <summary>The type under which front ends look for a Plotly figure.</summary>
    internal const string PlotlyMimeType = "application/vnd.plotly.v1+json";
}
