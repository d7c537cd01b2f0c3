namespace FashionNotebooks.Visuals.Charts;

/// <summary>
/// A chart as plain data. A notebook shows it as one bundle: Plotly's JSON (interactive where a renderer is installed), a static
/// SVG drawn by <see cref="SvgChart"/> and a line of text.
/// </summary>
/// <param name="Title">The title, one line.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Traces">The series, drawn in order.</param>
public sealed record Figure(string Title, Axis X, Axis Y, IReadOnlyList<Trace> Traces)
{
    /// <summary>Width in CSS pixels.</summary>
    public int Width { get; init; } = 560;

    /// <summary>Height in CSS pixels.</summary>
    public int Height { get; init; } = 360;

    /// <summary>What the chart shows, in one sentence: the alternative text.</summary>
    public string Reading { get; init; } = "";

    /// <summary>The chart as a stand-alone SVG document.</summary>
    public string ToSvg() => new SvgChart(this).Draw();

    /// <summary>The chart as Plotly's JSON: <c>data</c>, <c>layout</c>, <c>config</c>.</summary>
    public string ToPlotly() => PlotlyJson.Write(this);

    /// <summary>The title and the reading.</summary>
    public override string ToString() => Reading.Length == 0 ? Title : $"{Title}: {Reading}";
}
