using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FashionNotebooks.Visuals.Charts;

/// <summary>Writes a <see cref="Figure"/> as the JSON that Plotly's renderers read (plotly.js figure schema).</summary>
internal static class PlotlyJson
{
    /// <summary>The type under which notebook front ends look for a Plotly figure.</summary>
    public const string MimeType = "application/vnd.plotly.v1+json";

    public static string Write(Figure figure)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject("config");
            json.WriteBoolean("displaylogo", false);
            json.WriteBoolean("responsive", true);
            json.WriteEndObject();
            json.WriteStartArray("data");
            for (int i = 0; i < figure.Traces.Count; i++)
                WriteTrace(json, figure, figure.Traces[i], i);
            json.WriteEndArray();
            WriteLayout(json, figure);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteTrace(Utf8JsonWriter json, Figure figure, Trace trace, int index)
    {
        string color = Palette.Of(index);
        json.WriteStartObject();
        switch (trace)
        {
            case LineTrace line:
                json.WriteString("type", "scatter");
                json.WriteString("mode", SvgChart.HasMarkers(line) ? "lines+markers" : "lines");
                Numbers(json, "x", line.X);
                Numbers(json, "y", line.Y);
                json.WriteStartObject("line");
                json.WriteString("color", color);
                json.WriteString("dash", line.Dashed ? "dash" : "solid");
                json.WriteEndObject();
                Marker(json, color, Markers.NameOf(index));
                break;
            case PointTrace points:
                json.WriteString("type", "scatter");
                json.WriteString("mode", "markers");
                Numbers(json, "x", points.X);
                Numbers(json, "y", points.Y);
                if (points.Texts is { } texts)
                    Strings(json, "text", texts);
                Marker(json, color, Markers.NameOf(index));
                break;
            case BarTrace bars:
                json.WriteString("type", "bar");
                Strings(json, "x", figure.X.Categories ?? []);
                Numbers(json, "y", bars.Values);
                if (bars.Errors is { } errors)
                {
                    json.WriteStartObject("error_y");
                    json.WriteString("type", "data");
                    Numbers(json, "array", errors);
                    json.WriteEndObject();
                }
                Marker(json, color);
                break;
            case HeatmapTrace grid:
                WriteHeatmap(json, figure, grid);
                break;
        }
        json.WriteString("name", trace.Name);
        json.WriteBoolean("showlegend", trace.Name.Length > 0);
        json.WriteEndObject();
    }

    private static void WriteHeatmap(Utf8JsonWriter json, Figure figure, HeatmapTrace grid)
    {
        json.WriteString("type", "heatmap");
        Strings(json, "x", figure.X.Categories ?? []);
        Strings(json, "y", figure.Y.Categories ?? []);
        json.WriteStartArray("z");
        foreach (var row in grid.Values)
            Numbers(json, null, row);
        json.WriteEndArray();
        json.WriteStartArray("text");
        foreach (var row in grid.Texts)
            Strings(json, null, row);
        json.WriteEndArray();
        json.WriteString("texttemplate", "%{text}");
        json.WriteBoolean("showscale", false);
        json.WriteStartArray("colorscale");
        foreach (double stop in (double[])[0, 1])
        {
            json.WriteStartArray();
            json.WriteNumberValue(stop);
            json.WriteStringValue(Palette.Shade(stop));
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static void WriteLayout(Utf8JsonWriter json, Figure figure)
    {
        json.WriteStartObject("layout");
        json.WriteNumber("height", figure.Height);
        json.WriteStartObject("margin");
        foreach (var (side, size) in new[] { ("b", 60), ("l", 70), ("r", 20), ("t", 50) })
            json.WriteNumber(side, size);
        json.WriteEndObject();
        json.WriteString("template", "plotly_white");
        Titled(json, "title", figure.Title);
        json.WriteNumber("width", figure.Width);
        int longest = figure.Traces.OfType<LineTrace>().Select(t => t.X.Count).DefaultIfEmpty(0).Max();
        WriteAxis(json, "xaxis", figure.X, longest, reversed: false);
        WriteAxis(json, "yaxis", figure.Y, longest, reversed: figure.Traces.Any(t => t is HeatmapTrace));
        json.WriteEndObject();
    }

    private static void WriteAxis(Utf8JsonWriter json, string name, Axis axis, int longest, bool reversed)
    {
        json.WriteStartObject(name);
        Titled(json, "title", axis.Title);
        json.WriteBoolean("automargin", true);
        if (reversed)
            json.WriteString("autorange", "reversed");
        if (axis.Logarithmic)
            json.WriteString("type", "log");
        if (axis.Whole)
            json.WriteNumber("dtick", Math.Max(1, longest / 8));
        if (axis is { Min: { } min, Max: { } max })
            Numbers(json, "range", axis.Logarithmic ? [Math.Log10(min), Math.Log10(max)] : [min, max]);
        json.WriteEndObject();
    }

    private static void Titled(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static void Marker(Utf8JsonWriter json, string color, string? symbol = null)
    {
        json.WriteStartObject("marker");
        json.WriteString("color", color);
        if (symbol is not null)
            json.WriteString("symbol", symbol);
        json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, string? name, IReadOnlyList<string> values)
    {
        Begin(json, name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>Five significant digits: more only make the file bigger. A gap is null.</summary>
    private static void Numbers(Utf8JsonWriter json, string? name, IReadOnlyList<double> values)
    {
        Begin(json, name);
        foreach (double value in values)
        {
            if (double.IsFinite(value))
                json.WriteRawValue(value.ToString("G5", CultureInfo.InvariantCulture).Replace("E+", "e", StringComparison.Ordinal));
            else
                json.WriteNullValue();
        }
        json.WriteEndArray();
    }

    private static void Begin(Utf8JsonWriter json, string? name)
    {
        if (name is null)
            json.WriteStartArray();
        else
            json.WriteStartArray(name);
    }
}
