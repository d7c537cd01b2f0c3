using Plotly.NET;

namespace FashionNotebooks.Visuals.Charts;

/// <summary>
/// The colours of every chart and photo. They stay apart for people with any common form of colour blindness (Okabe and Ito, "Color
/// Universal Design", 2008).
/// </summary>
public static class Palette
{
    private static readonly byte[][] blues = [[255, 255, 255], [8, 69, 148]];

    /// <summary>Colours of series, in order, as #RRGGBB.</summary>
    public static IReadOnlyList<string> Series { get; } =
        ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7A5195", "#8C6D31", "#444444", "#B8A800"];

    /// <summary>A right result.</summary>
    public const string Right = "#009E73";

    /// <summary>A wrong result.</summary>
    public const string Wrong = "#D55E00";

    /// <summary>Text and axes.</summary>
    public const string Ink = "#333333";

    /// <summary>Second thoughts: dashed lines, arrows.</summary>
    public const string Muted = "#6E6E6E";

    /// <summary>Grid lines.</summary>
    public const string Grid = "#E3E3E3";

    /// <summary>The colour of series <paramref name="index"/>; starts again after the last.</summary>
    public static string Of(int index) => Series[index % Series.Count];

    /// <summary>A blue between white (0) and the darkest (1), for grids of values.</summary>
    public static string Shade(double share) => "#" + Convert.ToHexString(HeatMap.Between(blues, share));
}

/// <summary>A shape for each series beside its colour, so that series can be told apart without colours.</summary>
internal static class Markers
{
    // Plotly's number, and corners around the middle for those that are no circle.
    private static readonly (StyleParam.MarkerSymbol Symbol, int Number, (double X, double Y)[] Corners)[] shapes =
    [
        (StyleParam.MarkerSymbol.Circle, 0, []),
        (StyleParam.MarkerSymbol.Square, 1, [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]),
        (StyleParam.MarkerSymbol.TriangleUp, 5, [(0, -1.2), (1.1, 0.8), (-1.1, 0.8)]),
        (StyleParam.MarkerSymbol.Diamond, 2, [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)]),
        (StyleParam.MarkerSymbol.TriangleDown, 6, [(0, 1.2), (1.1, -0.8), (-1.1, -0.8)]),
        (StyleParam.MarkerSymbol.Cross, 3,
        [
            (-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4),
            (0.4, 1.2), (-0.4, 1.2), (-0.4, 0.4), (-1.2, 0.4), (-1.2, -0.4), (-0.4, -0.4),
        ]),
        (StyleParam.MarkerSymbol.Hourglass, 25, [(-1.1, -1.1), (1.1, -1.1), (-1.1, 1.1), (1.1, 1.1)]),
    ];

    /// <summary>Plotly's name of the shape of series <paramref name="index"/>; starts again after the last.</summary>
    internal static StyleParam.MarkerSymbol Of(int index) => shapes[index % shapes.Length].Symbol;

    /// <summary>The corners of Plotly's symbol of this number; none for a circle, and for a symbol that is not known.</summary>
    internal static (double X, double Y)[] CornersOf(int number) => shapes.FirstOrDefault(s => s.Number == number % 100).Corners ?? [];
}
