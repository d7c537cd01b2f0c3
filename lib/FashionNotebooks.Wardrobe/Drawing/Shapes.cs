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
    internal Point[] Mirrored() => [.. points, .. Enumerable.Reverse(points).Select(p => p.Mirrored)];
}

internal static class Shapes
{
    internal static Point[] Ellipse(double x, double y, double halfWidth, double halfHeight, int corners = 36) =>
        [.. Enumerable.Range(0, corners).Select(i => Point.Toward(2 * Math.PI * i / corners))
            .Select(unit => new Point(x + (unit.X * halfWidth), y + (unit.Y * halfHeight)))];

    /// <summary>A box with rounded corners; <paramref name="round"/> is the share of the shorter side.</summary>
    internal static Point[] Box(double x, double y, double halfWidth, double halfHeight, double round = 0.2)
    {
        double r = Math.Min(halfWidth, halfHeight) * Math.Clamp(round * 2, 0.01, 1);
        return Outline.From(x + halfWidth, y)
            .Line(x + halfWidth, y + halfHeight - r).Curve(x + halfWidth, y + halfHeight, x + halfWidth - r, y + halfHeight)
            .Line(x - halfWidth + r, y + halfHeight).Curve(x - halfWidth, y + halfHeight, x - halfWidth, y + halfHeight - r)
            .Line(x - halfWidth, y - halfHeight + r).Curve(x - halfWidth, y - halfHeight, x - halfWidth + r, y - halfHeight)
            .Line(x + halfWidth - r, y - halfHeight).Curve(x + halfWidth, y - halfHeight, x + halfWidth, y - halfHeight + r)
            .Closed();
    }

    /// <summary>A star or flower around a centre: radii alternate between <paramref name="outer"/> and <paramref name="inner"/>.</summary>
    internal static Point[] Star(Point centre, double outer, double inner, int tips, double angle) =>
        [.. Enumerable.Range(0, 2 * tips)
            .Select(i => centre + (Point.Toward(angle + (Math.PI * i / tips)) * (i % 2 == 0 ? outer : inner)))];

    /// <summary>A line of constant width.</summary>
    internal static Point[] Stroke(double halfWidth, params ReadOnlySpan<Point> path) => Ribbon(path, [halfWidth, halfWidth]);

    /// <summary>
    /// A smooth band along <paramref name="path"/> (Catmull–Rom) whose half width runs through <paramref name="halfWidths"/>.
    /// </summary>
    internal static Point[] Ribbon(ReadOnlySpan<Point> path, ReadOnlySpan<double> halfWidths)
    {
        const int steps = 8;
        int count = ((path.Length - 1) * steps) + 1;
        var centre = new Point[count];
        for (int i = 0; i < count; i++)
            centre[i] = OnSpline(path, (double)i / steps);
        var outline = new Point[2 * count];
        for (int i = 0; i < count; i++)
        {
            Point along = (centre[Math.Min(i + 1, count - 1)] - centre[Math.Max(i - 1, 0)]).Unit();
            Point side = along.Normal * WidthAt(halfWidths, (double)i / (count - 1));
            outline[i] = centre[i] + side;
            outline[(2 * count) - 1 - i] = centre[i] - side;
        }
        return outline;
    }

    /// <summary>The reverse direction, which cuts a hole (non-zero winding).</summary>
    internal static Point[] Hole(Point[] outline) => [.. outline.Reverse()];

    private static double WidthAt(ReadOnlySpan<double> widths, double t)
    {
        double at = t * (widths.Length - 1);
        int i = Math.Min((int)at, widths.Length - 2);
        return Elementary.Lerp(widths[i], widths[i + 1], at - i);
    }

    private static Point OnSpline(ReadOnlySpan<Point> path, double at)
    {
        int i = Math.Min((int)at, path.Length - 2);
        double t = at - i;
        Point b = path[i], c = path[i + 1];
        Point a = path[Math.Max(i - 1, 0)], d = path[Math.Min(i + 2, path.Length - 1)];
        Point cubic = (b * 3) - (c * 3) + d - a, square = (a * 2) - (b * 5) + (c * 4) - d;
        return b + ((((cubic * t) + square) * t + (c - a)) * (t * 0.5));
    }
}
