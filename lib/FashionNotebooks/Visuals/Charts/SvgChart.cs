namespace FashionNotebooks.Visuals.Charts;

/// <summary>
/// Draws a figure of Plotly's JSON as a static SVG document, which is what a page without scripts shows: lines, points, bars, histograms
/// and tables of shades, with a second vertical axis. A line below names what it leaves out.
/// </summary>
internal sealed class SvgChart
{
    private const int Top = 40, Small = 12, LegendRow = 20, LongestName = 28, LineHeight = 15, ScaleWidth = 12;
    private const double Letter = 6.6; // about the width of one at this size

    private readonly JsonElement figure, layout;
    private readonly int width, height;
    private readonly FigureSeries[] drawn, named;
    private readonly string[] undrawn;
    private readonly FigureAxis across, up;
    private readonly FigureAxis? right;
    private readonly SvgPen pen;
    private readonly SvgMarks marks;
    private readonly SvgFrame frame;

    internal SvgChart(JsonElement figure)
    {
        this.figure = figure;
        layout = figure.At("layout") ?? default;
        (width, height) = (Size("width", ChartStyle.Width), Size("height", ChartStyle.Height));
        string[] colours = layout.Texts("colorway") is { Length: > 0 } own ? own
            : layout.Texts("template", "layout", "colorway") is { Length: > 0 } usual ? usual : [.. Palette.Series];
        FigureSeries[] all = [.. figure.List("data").Select((trace, i) => new FigureSeries(trace, colours[i % colours.Length]))
            .Where(s => !s.IsHidden)];
        drawn = [.. all.Where(s => s.IsDrawn && (!s.OnRight || layout.Text("yaxis2", "overlaying") == "y"))];
        undrawn = [.. all.Except(drawn).Select(s => s.Type).Distinct()];
        double? step = Histograms.Count([.. drawn.Where(s => s.Type == "histogram")]);
        across = Axis("xaxis", drawn, s => s.X, lying: true);
        up = Axis("yaxis", drawn.Where(s => !s.OnRight), s => s.Y, lying: false);
        right = drawn.Any(s => s.OnRight) ? Axis("yaxis2", drawn.Where(s => s.OnRight), s => s.Y, lying: false) : null;
        named = [.. drawn.Where(s => s.Name.Length > 0 && (s.InLegend ?? (drawn.Length > 1 || layout.Flag("showlegend") == true)))];
        if (layout.Flag("showlegend") == false)
            named = [];
        pen = new SvgPen(width, height);
        frame = Frame();
        marks = new SvgMarks(pen, frame, across, up, right, step, layout);
    }

    internal Drawing Draw()
    {
        if (drawn.Length > 0)
        {
            marks.DrawTables(drawn);
            DrawAxes();
            marks.DrawBars([.. drawn.Where(s => s.IsBar)]);
            foreach (FigureSeries series in drawn.Where(s => s.IsPlain))
                marks.DrawPlain(series);
            DrawAnnotations();
            DrawLegend();
        }
        if (undrawn.Length > 0)
            pen.Text(width / 2.0, drawn.Length > 0 ? height - 4 : height / 2.0,
                $"not drawn in this static picture: {string.Join(", ", undrawn)}", size: 11, color: Palette.Muted);
        return pen.Finish(layout.Title(), FigureReading.Of(figure));
    }

    private int Size(string name, int usual) => (int)Math.Clamp(layout.Number(name) ?? usual, 120, 4000);

    private FigureAxis Axis(string name, IEnumerable<FigureSeries> series, Func<FigureSeries, IReadOnlyList<object>> valuesOf, bool lying)
    {
        FigureSeries[] own = [.. series];
        bool measures = own.Any(s => s.IsBar && s.Horizontal == lying); // bars stand on the other axis
        IEnumerable<object> values = own.SelectMany(valuesOf);
        if (measures)
            values = values.Concat(own.Where(s => s.IsBar).SelectMany(s =>
                valuesOf(s).Zip(s.Errors, (v, error) => (object)(FigureJson.ToNumber(v) + error)))).Append(0.0);
        if (measures && layout.Text("barmode") is "stack" or "relative")
            values = values.Concat(own.Where(s => s.IsBar).SelectMany(s => (lying ? s.Y : s.X).Zip(valuesOf(s))).GroupBy(p => p.First)
                .Select(g => (object)g.Sum(p => FigureJson.ToNumber(p.Second))));
        return new FigureAxis(layout, name, [.. values], named: own.Any(s => s.IsTable), padded: !measures
            && (!lying || own.Any(s => s.HasMarkers && !s.HasLine)), beside: own.Any(s => s.IsBar) && !measures);
    }

    /// <summary>The place of the plot between its labels.</summary>
    private SvgFrame Frame()
    {
        double left = Labels(up) + (up.Title.Length > 0 ? 30 : 14);
        double end = right is not null ? Labels(right) + 34 : drawn.Any(s => s.IsTable && s.HasScale) ? ScaleWidth + 50 : 18;
        double plotWidth = Math.Max(40, width - left - end), slot = plotWidth / Math.Max(1, across.Categories.Count);
        double longest = across.Categories.Select(name => Letter * Math.Min(name.Length, LongestName)).DefaultIfEmpty(0).Max();
        string[][] lines = [.. across.Categories.Select(name => Lines(name, slot))];
        (int turn, double room) = lines.Length == 0 || lines.All(own => own.Length <= 3
            && own.All(line => Letter * line.Length <= slot - 4))
            ? (0, (lines.Select(own => own.Length).DefaultIfEmpty(1).Max() - 1) * LineHeight)
            : slot >= 17 ? (-35, 0.6 * longest) : (-90, longest - 6);
        double bottom = 24 + room + (across.Title.Length > 0 ? 24 : 0) + (undrawn.Length > 0 ? 14 : 0);
        var plot = new SvgFrame(left, 0, plotWidth, 0) { Turn = turn, Every = (int)Math.Ceiling(11 / slot), Below = 24 + room };
        int rows = named.Length == 0 ? 0 : Legend(plot).Max(entry => entry.Row) + 1;
        double top = Top + (rows * LegendRow);
        return plot with { Top = top, Height = Math.Max(40, height - top - bottom) };

        static double Labels(FigureAxis axis) => Letter * axis.Labels().Select(label => Math.Min(label.Text.Length, LongestName))
            .DefaultIfEmpty(0).Max();
    }

    private void DrawAxes()
    {
        bool named = across.Categories.Count > 0, turned = named && frame.Turn != 0;
        foreach ((int i, (double at, string text)) in across.Labels().Index())
        {
            if (!named)
                pen.Line(frame.X(across, at), frame.Top, frame.X(across, at), frame.Floor, Palette.Grid, width: 1);
            if (turned && i % frame.Every == 0)
                pen.Text(frame.X(across, at) + 4, frame.Floor + 14, Cut(text), "end", Small, turn: frame.Turn);
            string[] lines = turned ? [] : Lines(text, frame.Width / Math.Max(1, across.Categories.Count));
            foreach ((int row, string line) in lines.Index())
                pen.Text(frame.X(across, at), frame.Floor + 16 + (row * LineHeight), line, size: Small);
        }
        foreach ((double at, string text) in up.Labels())
        {
            if (up.Categories.Count == 0)
                pen.Line(frame.Left, frame.Y(up, at), frame.Left + frame.Width, frame.Y(up, at), Palette.Grid, width: 1);
            pen.Text(frame.Left - 6, frame.Y(up, at) + 4, Cut(text), "end", Small);
        }
        foreach ((double at, string text) in right?.Labels() ?? [])
            pen.Text(frame.Left + frame.Width + 6, frame.Y(right!, at) + 4, text, "start", Small);
        pen.Line(frame.Left, frame.Floor, frame.Left + frame.Width, frame.Floor, Palette.Ink, width: 1);
        pen.Text(frame.Left + (frame.Width / 2), frame.Floor + frame.Below + 14, across.Title);
        pen.Text(16, frame.Top + (frame.Height / 2), up.Title, turn: -90);
        if (right is not null)
            pen.Text(width - 10, frame.Top + (frame.Height / 2), right.Title, turn: -90);
    }

    private void DrawAnnotations()
    {
        foreach (JsonElement note in layout.List("annotations"))
        {
            if (note.Text("xref") is null or "x" && note.Text("yref") is null or "y" && note.At("x") is { } x && note.At("y") is { } y)
                pen.Text(frame.X(across, across.Place(x)), frame.Y(up, up.Place(y)) + 4, note.Text("text") ?? "", size: Small, halo: true);
        }
    }

    private void DrawLegend()
    {
        foreach ((FigureSeries series, double at, int row) in Legend(frame))
        {
            double top = Top - 4 + (row * LegendRow);
            marks.DrawSwatch(series, at, top);
            pen.Text(at + 18, top + 10, Entry(series), "start", Small);
        }
    }

    /// <summary>Where each name stands: from left to right, in as many rows as it takes.</summary>
    private IEnumerable<(FigureSeries Series, double At, int Row)> Legend(SvgFrame plot)
    {
        double at = plot.Left;
        int row = 0;
        foreach (FigureSeries series in named)
        {
            double wide = 32 + (Letter * Entry(series).Length);
            if (at > plot.Left && at + wide > plot.Left + plot.Width + 18)
                (at, row) = (plot.Left, row + 1);
            yield return (series, at, row);
            at += wide;
        }
    }

    /// <summary>With two vertical axes a name says which is its own.</summary>
    private string Entry(FigureSeries series) => right is null ? series.Name : series.Name + (series.OnRight ? " →" : " ←");

    /// <summary>Breaks a name at spaces into lines that a width holds; a longer word has a line of its own.</summary>
    private static string[] Lines(string name, double wide)
    {
        var lines = new List<string>();
        foreach (string word in name.Split(' '))
        {
            if (lines.Count > 0 && Letter * (lines[^1].Length + 1 + word.Length) <= wide - 4)
                lines[^1] += " " + word;
            else
                lines.Add(word);
        }
        return [.. lines];
    }

    private static string Cut(string text) => text.Length <= LongestName ? text : text[..(LongestName - 1)] + "…";
}
