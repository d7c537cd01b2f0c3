namespace FashionNotebooks.Visuals.Charts;

/// <summary>The rectangle in which series are drawn, in pixels, and how the names below it stand.</summary>
internal sealed record SvgFrame(double Left, double Top, double Width, double Height)
{
    internal int Turn { get; init; } // degrees by which names are turned, so that all find room
    internal int Every { get; init; } = 1; // every so many names are written: all, unless they stand closer than a line is high
    internal double Below { get; init; } // height of the names
    internal double Floor => Top + Height;

    internal double X(FigureAxis axis, double at) => Left + (axis.Share(at) * Width);

    internal double Y(FigureAxis axis, double at) => Floor - (axis.Share(at) * Height);
}

/// <summary>Draws the series of a chart into its frame.</summary>
internal sealed class SvgMarks(SvgPen pen, SvgFrame frame, FigureAxis across, FigureAxis up, FigureAxis? right, double? step,
    JsonElement layout)
{
    /// <summary>A line, its area, its marks and its texts, where it has them.</summary>
    internal void DrawPlain(FigureSeries series)
    {
        FigureAxis vertical = AxisOf(series);
        (double X, double Y)[] points = [.. series.X.Zip(series.Y, (x, y) => (across.At(x), vertical.At(y)))];
        if (series.HasLine)
        {
            string path = Path(points, vertical);
            if (series.IsFilled && points.Length > 0)
            {
                double floor = frame.Y(vertical, vertical.Floor), last = frame.X(across, points[^1].X),
                    first = frame.X(across, points[0].X);
                pen.Area(Invariant($"{path}L{last:0.#} {floor:0.#}L{first:0.#} {floor:0.#}Z"), series.LineColour, 0.25);
            }
            pen.Path(path, series.LineColour, series.LineWidth, series.Dashes, series.Opacity);
        }
        for (int i = 0; i < points.Length; i++)
        {
            if (!across.Holds(points[i].X) || !vertical.Holds(points[i].Y))
                continue;
            double x = frame.X(across, points[i].X), y = frame.Y(vertical, points[i].Y);
            if (i < series.Errors.Length)
                pen.Line(x, frame.Y(vertical, points[i].Y - series.Errors[i]), x, frame.Y(vertical, points[i].Y + series.Errors[i]),
                    series.Colour, width: 1);
            if (series.HasMarkers)
                pen.Mark(x, y, series.RadiusOf(i), Markers.CornersOf(series.Symbol), series.ColourOf(i), series.Opacity);
            if (series.HasTexts && i < series.Texts.Length)
                pen.Text(x, y - (series.HasMarkers ? 8 : -4), series.Texts[i], size: 11, halo: true);
        }
    }

    /// <summary>All bars of the chart: side by side, on top of each other or in front of each other.</summary>
    internal void DrawBars(IReadOnlyList<FigureSeries> bars)
    {
        bool stacked = layout.Text("barmode") is "stack" or "relative", overlaid = layout.Text("barmode") == "overlay";
        double slot = step ?? Slot(bars), share = step is null ? 0.8 : 0.96;
        int beside = stacked || overlaid ? 1 : bars.Count;
        var ends = new Dictionary<(double, bool), double>();
        for (int n = 0; n < bars.Count; n++)
        {
            FigureSeries series = bars[n];
            (FigureAxis places, FigureAxis lengths) = series.Horizontal ? (AxisOf(series), across) : (across, AxisOf(series));
            (double Place, double Length)[] own = [.. (series.Horizontal ? series.Y.Zip(series.X) : series.X.Zip(series.Y))
                .Select(p => (places.At(p.First), lengths.At(p.Second)))];
            for (int i = 0; i < own.Length; i++)
            {
                (double place, double end) = own[i];
                if (!double.IsFinite(place + end))
                    continue;
                double from = lengths.Floor;
                if (stacked)
                {
                    from = ends.GetValueOrDefault((place, end < 0));
                    ends[(place, end < 0)] = end += from;
                }
                double middle = place + (slot * share * (((stacked || overlaid ? 0 : n) + 0.5) / beside - 0.5)),
                    half = slot * share / beside / 2;
                ((double x0, double y0), (double x1, double y1)) =
                    (Corner(series, middle - half, from), Corner(series, middle + half, end));
                pen.Slab(Math.Min(x0, x1), Math.Min(y0, y1), Math.Abs(x1 - x0), Math.Abs(y1 - y0), series.ColourOf(i), overlaid
                    ? 0.6 : series.Opacity);
                if (i >= series.Errors.Length)
                    continue;
                ((x0, y0), (x1, y1)) = (Corner(series, middle, end - series.Errors[i]), Corner(series, middle, end + series.Errors[i]));
                pen.Line(x0, y0, x1, y1, Palette.Ink, width: 1);
            }
        }
    }

    /// <summary>Tables of shades, with a scale of them beside the plot.</summary>
    internal void DrawTables(IEnumerable<FigureSeries> series)
    {
        foreach (FigureSeries table in series.Where(s => s.IsTable))
        {
            double[] values = [.. table.Cells.SelectMany(row => row).Where(double.IsFinite)];
            double low = table.CellRange.Low ?? Math.Min(0, values.DefaultIfEmpty(0).Min()), high = table.CellRange.High
                ?? values.DefaultIfEmpty(1).Max();
            double wide = frame.Width / Math.Max(1, across.Categories.Count), tall = frame.Height / Math.Max(1, up.Categories.Count);
            for (int r = 0; r < Math.Min(table.Cells.Length, table.Y.Count); r++)
            {
                for (int c = 0; c < Math.Min(table.Cells[r].Length, table.X.Count); c++)
                {
                    double x = frame.X(across, across.At(table.X[c])), y = frame.Y(up, up.At(table.Y[r])),
                        shade = Share(table.Cells[r][c], low, high);
                    pen.Slab(x - (wide / 2) + 0.5, y - (tall / 2) + 0.5, wide - 1, tall - 1, Palette.Shade(shade), 1);
                    if (r < table.CellTexts.Length && c < table.CellTexts[r].Length)
                        pen.Text(x, y + 4, table.CellTexts[r][c], size: 12, color: shade > 0.5 ? "#FFFFFF" : Palette.Ink);
                }
            }
            if (table.HasScale)
                Scale(low, high);
        }
    }

    /// <summary>The mark that stands before a name in the legend.</summary>
    internal void DrawSwatch(FigureSeries series, double x, double y)
    {
        if (series.IsBar)
            pen.Slab(x, y, 12, 12, series.Colour, 1);
        if (series.HasLine)
            pen.Path(Invariant($"M{x:0.#} {y + 6:0.#}h14"), series.LineColour, 2, series.Dashes, 1);
        if (series.HasMarkers)
            pen.Mark(x + 7, y + 6, series.HasLine ? 4 : 5, Markers.CornersOf(series.Symbol), series.Colour, 1);
    }

    private FigureAxis AxisOf(FigureSeries series) => series.OnRight ? right! : up;

    private string Path((double X, double Y)[] points, FigureAxis vertical)
    {
        var path = new StringBuilder();
        bool open = false;
        foreach ((double x, double y) in points)
        {
            if (double.IsFinite(x + y))
                path.Append(CultureInfo.InvariantCulture, $"{(open ? 'L' : 'M')}{frame.X(across, x):0.#} {frame.Y(vertical, y):0.#}");
            open = double.IsFinite(x + y);
        }
        return path.ToString();
    }

    /// <summary>A corner of a bar, standing or lying.</summary>
    private (double X, double Y) Corner(FigureSeries series, double place, double length) => series.Horizontal
        ? (frame.X(across, length), frame.Y(AxisOf(series), place))
        : (frame.X(across, place), frame.Y(AxisOf(series), length));

    private void Scale(double low, double high)
    {
        const int Steps = 24;
        double x = frame.Left + frame.Width + 10, part = frame.Height / Steps;
        for (int i = 0; i < Steps; i++)
            pen.Slab(x, frame.Floor - ((i + 1) * part), 12, part + 0.5, Palette.Shade((i + 0.5) / Steps), 1);
        pen.Text(x + 16, frame.Floor, Ticks.Text(double.Round(low, 2)), "start", 11);
        pen.Text(x + 16, frame.Top + 10, Ticks.Text(double.Round(high, 2)), "start", 11);
    }

    /// <summary>Room for one group of bars: 1 between names, else the smallest distance of two bars.</summary>
    private double Slot(IReadOnlyList<FigureSeries> bars)
    {
        double[] places = [.. bars.SelectMany(s => s.Horizontal ? s.Y.Select(AxisOf(s).At) : s.X.Select(across.At)).Distinct().Order()];
        return places.Length < 2 ? 1 : places.Zip(places.Skip(1), (a, b) => b - a).Min();
    }

    private static double Share(double value, double low, double high) => high > low ? (value - low) / (high - low) : 0;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
