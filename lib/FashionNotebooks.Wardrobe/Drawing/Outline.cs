namespace FashionNotebooks.Wardrobe.Drawing;

/// <summary>Builds an outline from lines and quadratic Bézier curves, whole or as the right half of a symmetric shape.</summary>
internal sealed class Outline
{
    private const int CurveSteps = 10;
    private readonly List<Point> points = [];

    private Outline(Point start) => points.Add(start);

    internal static Outline From(double x, double y) => new(new Point(x, y));

    internal Outline Line(double x, double y)
    {
        points.Add(new Point(x, y));
        return this;
    }

    internal Outline Curve(double controlX, double controlY, double x, double y) => Curve(new Point(controlX, controlY), new Point(x, y));

    internal Outline Curve(Point control, Point end)
    {
        Point start = points[^1];
        for (int i = 1; i <= CurveSteps; i++)
        {
            double t = (double)i / CurveSteps;
            points.Add(Point.Lerp(Point.Lerp(start, control, t), Point.Lerp(control, end, t), t));
        }
        return this;
    }

    /// <summary>The points as drawn; the last joins the first.</summary>
    internal Point[] Closed() => [.. points];

    /// <summary>The half and its mirror image at x = 0.</summary>
    internal Point[] Mirrored()
    {
        var all = new List<Point>(points);
        for (int i = points.Count - 1; i >= 0; i--)
            all.Add(new Point(-points[i].X, points[i].Y));
        return [.. all];
    }
}
