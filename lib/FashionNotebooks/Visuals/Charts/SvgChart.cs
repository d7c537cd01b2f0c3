using System.Globalization;
using System.Net;
using System.Text;

namespace FashionNotebooks.Visuals.Charts;

/// <summary>Draws a <see cref="Figure"/> as a static SVG document: what a page without scripts shows.</summary>
internal sealed class SvgChart
{
    private const int Top = 44, Right = 18, FontSize = 12;

    private readonly Figure figure;
    private readonly StringBuilder svg = new();
    private readonly int left, bottom;
    private readonly (double Min, double Max) x, y;
    private readonly bool hasLegend;

    public SvgChart(Figure figure)
    {
        this.figure = figure;
        hasLegend = figure.Traces.Any(t => t.Name.Length > 0);
        left = figure.Y.Categories is { } rows ? 46 + (7 * rows.Max(r => r.Length)) : 66;
        bottom = 52 + (SlantedNames ? 3 * figure.X.Categories!.Max(c => c.Length) : 0);
        x = Range(figure.X, figure.Traces.SelectMany(HorizontalValues), padded: figure.Traces.Any(t => t is PointTrace));
        y = Range(figure.Y, figure.Traces.SelectMany(VerticalValues), padded: !figure.Traces.Any(t => t is BarTrace));
    }

    private double PlotWidth => figure.Width - left - Right;

    private double PlotHeight => figure.Height - Top - LegendHeight - bottom;

    private int LegendHeight => hasLegend ? 20 * LegendRows() : 0;

    /// <summary>Names that do not fit side by side are drawn slanted.</summary>
    private bool SlantedNames =>
        figure.X.Categories is { Count: > 0 } names && names.Max(n => n.Length) * 7 > (figure.Width - 90) * NameStep / names.Count;

    /// <summary>Every so many names are written: all, unless they stand closer than a line of text is wide.</summary>
    private int NameStep => figure.X.Categories is { Count: > 12 } names ? (int)Math.Ceiling(36.0 * names.Count / (figure.Width - 90)) : 1;

    public string Draw()
    {
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {figure.Width} {figure.Height}\" width=\"{figure.Width}\" height=\"{figure.Height}\" font-family=\"sans-serif\" font-size=\"{FontSize}\" fill=\"{Palette.Ink}\" role=\"img\" aria-label=\"{Escape(figure.ToString())}\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Escape(figure.ToString())}</title><rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>");
        Text(figure.Width / 2.0, 22, figure.Title, "middle", "font-size=\"15\" font-weight=\"bold\"");
        DrawAxes();
        for (int i = 0; i < figure.Traces.Count; i++)
            DrawTrace(figure.Traces[i], i);
        DrawLegend();
        return svg.Append("</svg>").ToString();
    }

    private void DrawAxes()
    {
        double floor = Top + LegendHeight + PlotHeight;
        if (figure.Y.Categories is { } rows)
        {
            for (int i = 0; i < rows.Count; i++)
                Text(left - 8, Top + LegendHeight + ((i + 0.5) * PlotHeight / rows.Count) + 4, rows[i], "end");
        }
        else
        {
            foreach (double tick in TicksOf(figure.Y, y))
            {
                Line(left, AtY(tick), left + PlotWidth, AtY(tick), Palette.Grid);
                Text(left - 8, AtY(tick) + 4, Ticks.Text(tick), "end");
            }
        }
        if (figure.X.Categories is { } columns)
        {
            for (int i = 0; i < columns.Count; i += NameStep)
                ColumnName(left + ((i + 0.5) * PlotWidth / columns.Count), floor + 16, columns[i]);
        }
        else
        {
            foreach (double tick in TicksOf(figure.X, x))
            {
                Line(AtX(tick), Top + LegendHeight, AtX(tick), floor, Palette.Grid);
                Text(AtX(tick), floor + 16, Ticks.Text(tick), "middle");
            }
        }
        Line(left, floor, left + PlotWidth, floor, Palette.Ink);
        Text(left + (PlotWidth / 2), figure.Height - 12, figure.X.Title, "middle");
        double middle = Top + LegendHeight + (PlotHeight / 2);
        Text(16, middle, figure.Y.Title, "middle", string.Create(CultureInfo.InvariantCulture, $"transform=\"rotate(-90 16 {middle:0.#})\""));
    }

    private void ColumnName(double at, double top, string name)
    {
        if (SlantedNames)
            Text(at, top, name, "end", string.Create(CultureInfo.InvariantCulture, $"transform=\"rotate(-35 {at:0.#} {top:0.#})\""));
        else
            Text(at, top, name, "middle");
    }

    private void DrawTrace(Trace trace, int index)
    {
        switch (trace)
        {
            case LineTrace line: DrawLine(line, index); break;
            case PointTrace points: DrawPoints(points.X, points.Y, index); break;
            case BarTrace bars: DrawBars(bars, index); break;
            case HeatmapTrace grid: DrawGrid(grid); break;
        }
    }

    private void DrawLine(LineTrace line, int index)
    {
        var path = new StringBuilder();
        bool open = false;
        for (int i = 0; i < line.X.Count; i++)
        {
            if (!double.IsFinite(line.Y[i]))
            {
                open = false;
                continue;
            }
            path.Append(CultureInfo.InvariantCulture, $"{(open ? 'L' : 'M')}{AtX(line.X[i]):0.#} {AtY(line.Y[i]):0.#}");
            open = true;
        }
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" fill=\"none\" stroke=\"{Palette.Of(index)}\" stroke-width=\"2\"{(line.Dashed ? " stroke-dasharray=\"6 4\"" : "")}/>");
        if (HasMarkers(line))
            DrawPoints(line.X, line.Y, index);
    }

    private void DrawPoints(IReadOnlyList<double> across, IReadOnlyList<double> up, int index)
    {
        for (int i = 0; i < across.Count; i++)
        {
            if (double.IsFinite(across[i]) && double.IsFinite(up[i]))
                svg.Append(Markers.Svg(index, AtX(across[i]), AtY(up[i]), 3.2, Palette.Of(index)));
        }
    }

    private void DrawBars(BarTrace bars, int index)
    {
        var groups = figure.Traces.OfType<BarTrace>().ToList();
        double slot = PlotWidth / bars.Values.Count, width = slot * 0.8 / groups.Count;
        double offset = (slot * 0.1) + (groups.IndexOf(bars) * width);
        for (int i = 0; i < bars.Values.Count; i++)
        {
            double at = left + (i * slot) + offset, top = AtY(Math.Max(bars.Values[i], 0)), floor = AtY(Math.Max(0, y.Min));
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{at:0.#}\" y=\"{top:0.#}\" width=\"{width:0.#}\" height=\"{Math.Max(floor - top, 0):0.#}\" fill=\"{Palette.Of(index)}\"/>");
            if (bars.Errors?[i] is { } error)
                Line(at + (width / 2), AtY(bars.Values[i] - error), at + (width / 2), AtY(bars.Values[i] + error), Palette.Ink);
        }
    }

    private void DrawGrid(HeatmapTrace grid)
    {
        double highest = grid.Values.Max(row => row.Max());
        double width = PlotWidth / grid.Values[0].Count, height = PlotHeight / grid.Values.Count;
        for (int r = 0; r < grid.Values.Count; r++)
        {
            for (int c = 0; c < grid.Values[r].Count; c++)
            {
                double share = highest > 0 ? grid.Values[r][c] / highest : 0;
                double cx = left + (c * width), cy = Top + LegendHeight + (r * height);
                svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{cx:0.#}\" y=\"{cy:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" fill=\"{Palette.Shade(share)}\" stroke=\"#FFFFFF\"/>");
                Text(cx + (width / 2), cy + (height / 2) + 4, grid.Texts[r][c], "middle", share > 0.5 ? "fill=\"#FFFFFF\"" : "");
            }
        }
    }

    private void DrawLegend()
    {
        double at = left, top = Top - 2;
        for (int i = 0; i < figure.Traces.Count; i++)
        {
            string name = figure.Traces[i].Name;
            if (name.Length == 0)
                continue;
            if (at > left && at + LegendWidth(name) > figure.Width - Right)
                (at, top) = (left, top + 20);
            DrawSwatch(figure.Traces[i], at, top, i);
            Text(at + 17, top + 10, name, "start");
            at += LegendWidth(name);
        }
    }

    private void DrawSwatch(Trace trace, double at, double top, int index)
    {
        if (trace is BarTrace)
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{at:0.#}\" y=\"{top:0.#}\" width=\"12\" height=\"12\" fill=\"{Palette.Of(index)}\"/>");
        else if (trace is LineTrace line && !HasMarkers(line))
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{at:0.#} {top + 6:0.#}h14\" stroke=\"{Palette.Of(index)}\" stroke-width=\"2\"{(line.Dashed ? " stroke-dasharray=\"5 4\"" : "")}/>");
        else
            svg.Append(Markers.Svg(index, at + 6, top + 6, 5, Palette.Of(index)));
    }

    private int LegendRows()
    {
        int rows = 1;
        double at = left;
        foreach (var trace in figure.Traces.Where(t => t.Name.Length > 0))
        {
            if (at > left && at + LegendWidth(trace.Name) > figure.Width - Right)
                (at, rows) = (left, rows + 1);
            at += LegendWidth(trace.Name);
        }
        return rows;
    }

    private static double LegendWidth(string name) => 28 + (6.5 * name.Length);

    /// <summary>Long lines are clear enough without a mark on each value.</summary>
    internal static bool HasMarkers(LineTrace line) => line.X.Count <= 40 && !line.Dashed;

    private double AtX(double value) => left + (Share(figure.X, x, value) * PlotWidth);

    private double AtY(double value) => Top + LegendHeight + ((1 - Share(figure.Y, y, value)) * PlotHeight);

    private static double Share(Axis axis, (double Min, double Max) range, double value) => axis.Logarithmic
        ? Math.Log(value / range.Min) / Math.Log(range.Max / range.Min)
        : (value - range.Min) / (range.Max - range.Min);

    private static double[] TicksOf(Axis axis, (double Min, double Max) range) =>
        axis.Logarithmic ? Ticks.Logarithmic(range.Min, range.Max) : Ticks.Linear(range.Min, range.Max, whole: axis.Whole);

    private static (double Min, double Max) Range(Axis axis, IEnumerable<double> values, bool padded)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        double low = finite.Length == 0 ? 0 : finite.Min(), high = finite.Length == 0 ? 1 : finite.Max();
        double pad = padded && !axis.Logarithmic ? 0.05 * (high - low) : 0;
        double min = axis.Min ?? low - pad, max = axis.Max ?? high + pad;
        return max > min ? (min, max) : (min - 0.5, max + 0.5);
    }

    private static IEnumerable<double> HorizontalValues(Trace trace) => trace switch
    {
        LineTrace line => line.X,
        PointTrace points => points.X,
        _ => [],
    };

    private static IEnumerable<double> VerticalValues(Trace trace) => trace switch
    {
        LineTrace line => line.Y,
        PointTrace points => points.Y,
        BarTrace bars => bars.Values.Select((v, i) => v + (bars.Errors?[i] ?? 0)).Append(0),
        _ => [],
    };

    private void Line(double x1, double y1, double x2, double y2, string color) =>
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\" stroke=\"{color}\"/>");

    private void Text(double at, double top, string text, string anchor, string extra = "") =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{at:0.#}\" y=\"{top:0.#}\" text-anchor=\"{anchor}\" {extra}>{Escape(text)}</text>");

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
