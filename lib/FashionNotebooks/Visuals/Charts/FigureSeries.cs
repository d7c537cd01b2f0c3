using System.Text.RegularExpressions;

namespace FashionNotebooks.Visuals.Charts;

/// <summary>A trace of a figure, as the static photo draws it.</summary>
internal sealed partial class FigureSeries
{
    private const int FewPoints = 20; // Plotly marks so many without being told

    private readonly JsonElement trace;
    private readonly string[] colours;

    internal FigureSeries(JsonElement trace, string ownColour)
    {
        this.trace = trace;
        Type = trace.Text("type") ?? "scatter";
        Horizontal = trace.Text("orientation") == "h" || (Type == "histogram" && trace.At("x") is null);
        Cells = [.. trace.List("z").Select(row => row.Numbers())];
        (X, Y) = (trace.Values("x"), trace.Values("y"));
        int columns = IsTable ? Cells.Select(row => row.Length).DefaultIfEmpty(0).Max() : Y.Count, rows = IsTable ? Cells.Length : X.Count;
        if (Type != "histogram")
            (X, Y) = (X.Count > 0 ? X : Places(columns), Y.Count > 0 ? Y : Places(rows));
        Mode = trace.Text("mode") ?? (X.Count < FewPoints ? "lines+markers" : "lines");
        Colour = Css(trace.Text("marker", "color")) ?? Css(trace.Text("line", "color")) ?? ownColour;
        double[] amounts = trace.Numbers("marker", "color");
        double low = amounts.DefaultIfEmpty(0).Min(), span = amounts.DefaultIfEmpty(0).Max() - low;
        colours = amounts.Length > 0 && amounts.All(double.IsFinite)
            ? [.. amounts.Select(a => "#" + Convert.ToHexString(HeatMap.Colour(span > 0 ? (a - low) / span : 0)))]
            : [.. trace.Texts("marker", "color").Select(text => Css(text) ?? Colour)];
    }

    internal string Type { get; }
    internal string Name => trace.Text("name") ?? "";
    internal IReadOnlyList<object> X { get; set; } // horizontal values: numbers or names; the raw ones of a histogram become its steps
    internal IReadOnlyList<object> Y { get; set; } // vertical values
    internal double[][] Cells { get; } // rows of values of a table of shades
    internal bool Horizontal { get; } // bars lie instead of standing
    internal bool IsPlain => Type is "scatter" or "scattergl";
    internal bool IsBar => Type is "bar" or "histogram";
    internal bool IsTable => Type == "heatmap";
    internal bool OnRight => trace.Text("yaxis") == "y2";

    /// <summary>Whether a static photo shows it. Other kinds, the parts of a divided figure and stacked areas are left to Plotly.</summary>
    internal bool IsDrawn => (IsPlain || IsBar || IsTable) && X.Count + Y.Count > 0 && trace.Text("stackgroup") is null
        && trace.Text("xaxis") is null or "x" && trace.Text("yaxis") is null or "y" or "y2";

    internal bool IsHidden => trace.Flag("visible") == false || trace.Text("visible") == "legendonly";
    internal bool? InLegend => trace.Flag("showlegend");
    internal bool HasLine => IsPlain && Mode.Contains("lines", StringComparison.Ordinal);
    internal bool HasMarkers => IsPlain && Mode.Contains("markers", StringComparison.Ordinal);
    internal bool HasTexts => IsPlain && Mode.Contains("text", StringComparison.Ordinal);
    internal bool IsFilled => trace.Text("fill") == "tozeroy";
    internal string Colour { get; }
    internal string LineColour => Css(trace.Text("line", "color")) ?? Colour;
    internal double LineWidth => Math.Clamp(trace.Number("line", "width") ?? 2, 0.5, 10);
    internal string? Dashes => trace.Text("line", "dash") switch
    {
        null or "solid" => null,
        "dot" => "2 3",
        "dashdot" => "6 3 2 3",
        _ => "6 4"
    };
    internal double Opacity => Math.Clamp(trace.Number("opacity") ?? 1, 0.1, 1);
    internal int Symbol => (int)(trace.Number("marker", "symbol") ?? 0);
    internal string[] Texts => trace.Texts("text");
    internal string[][] CellTexts => trace.At("texttemplate") is null ? [] : [.. trace.List("text").Select(row => row.Texts())];
    internal double[] Errors => trace.Numbers(Horizontal ? "error_x" : "error_y", "array");
    internal (double? Low, double? High) CellRange => (trace.Number("zmin"), trace.Number("zmax"));
    internal bool HasScale => trace.Flag("showscale") != false;
    internal int? Steps => (int?)trace.Number(Horizontal ? "nbinsy" : "nbinsx");
    internal string Norm => trace.Text("histnorm") ?? "";
    private string Mode { get; }

    internal string ColourOf(int point) => point < colours.Length ? colours[point] : Colour;

    /// <summary>Pixels from the middle of a mark to its edge.</summary>
    internal double RadiusOf(int point)
    {
        double[] sizes = trace.Numbers("marker", "size");
        double size = point < sizes.Length ? sizes[point] : trace.Number("marker", "size") ?? 6.4;
        return double.IsFinite(size) ? Math.Clamp(size / 2, 1, 40) : 3.2;
    }

    private static IReadOnlyList<object> Places(int count) => [.. Enumerable.Range(0, count).Select(i => (object)(double)i)];

    /// <summary>A colour that may stand in an attribute; null for anything else.</summary>
    private static string? Css(string? colour) => colour is not null && Colours().IsMatch(colour) ? colour : null;

    [GeneratedRegex(@"^(#[0-9A-Fa-f]{3,8}|[A-Za-z]+|rgba?\([0-9., %]+\))$")]
    private static partial Regex Colours();
}

/// <summary>Counts the raw values of histograms into equal steps that all histograms of a figure share.</summary>
internal static class Histograms
{
    /// <summary>Gives each histogram the middles and heights of its bars.</summary>
    internal static double? Count(IReadOnlyList<FigureSeries> histograms)
    {
        if (histograms.Count == 0)
            return null;
        IReadOnlyList<object>[] raw = [.. histograms.Select(h => h.Horizontal ? h.Y : h.X)];
        double[] all = [.. raw.SelectMany(values => values).Select(FigureJson.ToNumber).Where(double.IsFinite)];
        if (all.Length == 0)
        {
            foreach ((FigureSeries histogram, IReadOnlyList<object> values) in histograms.Zip(raw))
                Set(histogram, [.. values.CountBy(FigureJson.ToText).Select(pair => ((object)pair.Key, (double)pair.Value))],
                    values.Count, 1);
            return null;
        }
        double low = all.Min(), high = all.Max();
        int count = histograms.Max(h => h.Steps) ?? Math.Clamp((int)Math.Sqrt(all.Length / (double)histograms.Count), 5, 40);
        double step = high > low ? Ticks.Step(high - low, count) : 1, start = Math.Floor(low / step) * step;
        int steps = (int)Math.Floor((high - start) / step) + 1;
        foreach ((FigureSeries histogram, IReadOnlyList<object> values) in histograms.Zip(raw))
        {
            double[] own = [.. values.Select(FigureJson.ToNumber).Where(double.IsFinite)];
            double[] heights = new double[steps];
            foreach (double value in own)
                heights[Math.Clamp((int)((value - start) / step), 0, steps - 1)]++;
            Set(histogram, [.. heights.Select((height, i) => ((object)(start + ((i + 0.5) * step)), height))], own.Length, step);
        }
        return step;
    }

    private static void Set(FigureSeries histogram, IReadOnlyList<(object Place, double Height)> bars, int total, double step)
    {
        double unit = histogram.Norm switch
        {
            "percent" => 100.0 / total,
            "probability" => 1.0 / total,
            "density" => 1 / step,
            "probability density" => 1 / (total * step),
            _ => 1
        };
        IReadOnlyList<object> places = [.. bars.Select(bar => bar.Place)], heights = [.. bars.Select(bar => (object)(bar.Height * unit))];
        (histogram.X, histogram.Y) = histogram.Horizontal ? (heights, places) : (places, heights);
    }
}
