using System.Globalization;

namespace FashionNotebooks.Visuals.Charts;

/// <summary>A shape for each series beside its colour, so that series can be told apart without colours.</summary>
internal static class Markers
{
    // Plotly's names, and corners around the middle for those that are no circle.
    private static readonly (string Name, (double X, double Y)[] Corners)[] shapes =
    [
        ("circle", []),
        ("square", [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]),
        ("triangle-up", [(0, -1.2), (1.1, 0.8), (-1.1, 0.8)]),
        ("diamond", [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)]),
        ("triangle-down", [(0, 1.2), (1.1, -0.8), (-1.1, -0.8)]),
        ("cross", [(-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4), (0.4, 1.2), (-0.4, 1.2), (-0.4, 0.4), (-1.2, 0.4), (-1.2, -0.4), (-0.4, -0.4)]),
        ("hourglass", [(-1.1, -1.1), (1.1, -1.1), (-1.1, 1.1), (1.1, 1.1)]),
    ];

    /// <summary>Plotly's name of the shape of series <paramref name="index"/>.</summary>
    public static string NameOf(int index) => shapes[index % shapes.Length].Name;

    /// <summary>The shape of series <paramref name="index"/> as an SVG element.</summary>
    public static string Svg(int index, double x, double y, double radius, string color)
    {
        (double X, double Y)[] corners = shapes[index % shapes.Length].Corners;
        if (corners.Length == 0)
            return string.Create(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.#}\" fill=\"{color}\" fill-opacity=\"0.8\"/>");
        string path = string.Join('L', corners.Select(c => string.Create(CultureInfo.InvariantCulture, $"{x + radius * c.X:0.#} {y + radius * c.Y:0.#}")));
        return $"<path d=\"M{path}Z\" fill=\"{color}\" fill-opacity=\"0.8\"/>";
    }
}
