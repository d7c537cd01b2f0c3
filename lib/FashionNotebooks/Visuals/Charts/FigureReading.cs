using System.Globalization;
using System.Text.Json;

namespace FashionNotebooks.Visuals.Charts;

/// <summary>What a figure shows, as a line of text: its title and its reading, or else its axes and where its series begin and end.</summary>
internal static class FigureReading
{
    private const int MostSeries = 8;

    internal static string Of(JsonElement figure)
    {
        JsonElement layout = figure.At("layout") ?? default;
        string title = layout.Title(), reading = layout.Text("meta") ?? Described(figure, layout);
        return title.Length == 0 ? reading : reading.Length == 0 ? title : $"{title}: {reading}";
    }

    private static string Described(JsonElement figure, JsonElement layout)
    {
        FigureSeries[] series = [.. figure.List("data").Select(trace => new FigureSeries(trace, ""))];
        string x = layout.At("xaxis")?.Title() ?? "", y = layout.At("yaxis")?.Title() ?? "";
        string axes = (x.Length, y.Length) switch { (0, 0) => "", (0, _) => y, (_, 0) => $"by {x}", _ => $"{y} by {x}" };
        IEnumerable<string> parts = series.Take(MostSeries).Select(Described).Prepend(axes).Where(part => part.Length > 0);
        return string.Join("; ", parts) + (series.Length > MostSeries ? "; …" : "");
    }

    private static string Described(FigureSeries series)
    {
        string name = series.Name.Length > 0 ? series.Name : series.Type;
        double[] values = [.. (series.Horizontal || series.Y.Count == 0 ? series.X : series.Y).Select(FigureJson.ToNumber).Where(double.IsFinite)];
        return series.IsTable ? $"{name} of {series.Cells.Length} rows" : values.Length == 0 ? name
            : string.Create(CultureInfo.InvariantCulture, $"{name}: {values.Length} values, {values.Min():G3} to {values.Max():G3}");
    }
}
