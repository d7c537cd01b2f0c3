using Plotly.NET;
using Plotly.NET.LayoutObjects;
using DynamicObject = DynamicObj.DynamicObj;

namespace FashionNotebooks.Visuals.Charts;

/// <summary>
/// How charts look: the colours of <see cref="Palette"/> on white, the legend above, and as little of it in the file as will do.
/// </summary>
public static class ChartStyle
{
    internal const int Width = 560, Height = 360;

    /// <summary>Gives every chart that is made with Plotly.NET from now on the look of the course.</summary>
    public static void UseEverywhere() => (Defaults.DefaultTemplate, Defaults.DefaultWidth, Defaults.DefaultHeight) = (Template, Width,
        Height);

    // Dictionaries: Newtonsoft writes a dynamic object some hundred times slower the first time.
    private static Template Template { get; } = new Template().With(("layout", new Dictionary<string, object>
    {
        ["colorway"] = Palette.Series,
        ["font"] = new Dictionary<string, object> { ["color"] = Palette.Ink },
        ["plot_bgcolor"] = "#FFFFFF",
        ["colorscale"] = new Dictionary<string, object>
        {
            ["sequential"] =
            new object[] { new object[] { 0, Palette.Shade(0) }, new object[] { 1, Palette.Shade(1) } }
        },
        ["legend"] = new Dictionary<string, object> { ["orientation"] = "h", ["x"] = 0, ["y"] = 1, ["yanchor"] = "bottom" },
        ["xaxis"] = AxisLook(),
        ["yaxis"] = AxisLook(),
    }));

    internal static Layout Layout(string title, string x, string y) => new Layout().With(
        ("template", Template), ("width", Width), ("height", Height), ("title", Title(title)),
        ("xaxis", new LinearAxis().With(("title", Title(x)))), ("yaxis", new LinearAxis().With(("title", Title(y)))));

    internal static Layout RightAxis(string title, double min, double max) => new Layout().With(("yaxis2", new LinearAxis().With(
        ("title", Title(title)), ("overlaying", "y"), ("side", "right"), ("range", new[] { min, max }), ("showgrid", false))));

    private static Title Title(string text) => new Title().With(("text", text));

    internal static T With<T>(this T target, params ReadOnlySpan<(string Name, object Value)> properties)
        where T : DynamicObject
    {
        foreach ((string name, object value) in properties)
            target.SetProperty(name, value);
        return target;
    }

    private static Dictionary<string, object> AxisLook() =>
        new() { ["gridcolor"] = Palette.Grid, ["zeroline"] = false, ["linecolor"] = Palette.Ink, ["automargin"] = true };
}
