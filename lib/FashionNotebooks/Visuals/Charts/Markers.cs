using Plotly.NET;

namespace FashionNotebooks.Visuals.Charts;

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
