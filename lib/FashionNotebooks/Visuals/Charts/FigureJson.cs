namespace FashionNotebooks.Visuals.Charts;

/// <summary>Reads Plotly's JSON (plotly.js figure schema): what is missing or of another kind is null or empty.</summary>
internal static class FigureJson
{
    internal static JsonElement? At(this JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
                return null;
        }
        return json.ValueKind == JsonValueKind.Null ? null : json;
    }

    internal static string? Text(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } found ? found.ToString() : null;

    internal static double? Number(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { } found && double.IsFinite(ToNumber(Value(found))) ? ToNumber(Value(found)) : null;

    internal static bool? Flag(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path)?.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

    internal static IReadOnlyList<JsonElement> List(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    /// <summary>Numbers as <see cref="double"/>, gaps as NaN, all else as text.</summary>
    internal static IReadOnlyList<object> Values(this JsonElement json, params ReadOnlySpan<string> path) =>
        [.. json.List(path).Select(Value)];

    internal static double[] Numbers(this JsonElement json, params ReadOnlySpan<string> path) => [.. json.Values(path).Select(ToNumber)];

    internal static string[] Texts(this JsonElement json, params ReadOnlySpan<string> path) => [.. json.Values(path).Select(ToText)];

    /// <summary>The number, or what a text says as one; NaN for a name.</summary>
    internal static double ToNumber(object value) => value is double number ? number
        : double.TryParse((string)value, NumberStyles.Float, CultureInfo.InvariantCulture, out number) ? number : double.NaN;

    internal static string ToText(object value) => value is double number ? Ticks.Text(number) : (string)value;

    /// <summary>A title is a text or an object with one; the marks of bold and italic type are left out.</summary>
    internal static string Title(this JsonElement json) => (json.Text("title") ?? json.Text("title", "text") ?? "")
        .Replace("<b>", "", StringComparison.Ordinal).Replace("</b>", "", StringComparison.Ordinal)
            .Replace("<br>", " ", StringComparison.Ordinal);

    internal static object Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.String when json.GetString() is not ("NaN" or "Infinity" or "-Infinity") => json.GetString()!,
        JsonValueKind.True or JsonValueKind.False => json.ToString(),
        _ => double.NaN,
    };
}

/// <summary>
/// What a figure shows, as a line of text: its title and its reading, or else its axes and where its series begin and end.
/// </summary>
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
        double[] values = [.. (series.Horizontal || series.Y.Count == 0 ? series.X : series.Y).Select(FigureJson.ToNumber)
            .Where(double.IsFinite)];
        return series.IsTable ? $"{name} of {series.Cells.Length} rows" : values.Length == 0 ? name
            : string.Create(CultureInfo.InvariantCulture, $"{name}: {values.Length} values, {values.Min():G3} to {values.Max():G3}");
    }
}
