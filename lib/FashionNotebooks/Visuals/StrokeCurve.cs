using System.Numerics;

namespace FashionNotebooks.Visuals;

/// <summary>Turns a stroke of the typeface into short straight lines.</summary>
internal static class StrokeCurve
{
    private const int StepsPerCurve = 6;

    /// <summary>
    /// Flattens a stroke. Curves are quadratic B-splines: they touch the middle of each line between two points
    /// and are pulled towards the points.
    /// </summary>
    internal static Vector2[] Flatten(string stroke)
    {
        Vector2[] points = [.. Enumerable.Range(0, (stroke.Length - 1) / 2).Select(i => new Vector2(StrokeFont.Digit(stroke[1 + 2 * i]), StrokeFont.Digit(stroke[2 + 2 * i])))];
        return stroke[0] switch
        {
            '-' => points,
            'o' => Curve([.. points, points[0], points[1]], (points[0] + points[1]) / 2, (points[0] + points[1]) / 2),
            _ => Curve(points, points[0], points[^1]),
        };
    }

    private static Vector2[] Curve(Vector2[] points, Vector2 start, Vector2 end)
    {
        var line = new List<Vector2> { start };
        Vector2 from = start;
        for (int i = 1; i < points.Length - 1; i++)
        {
            Vector2 to = i == points.Length - 2 ? end : (points[i] + points[i + 1]) / 2;
            for (int step = 1; step <= StepsPerCurve; step++)
            {
                float t = step / (float)StepsPerCurve;
                line.Add((1 - t) * (1 - t) * from + 2 * t * (1 - t) * points[i] + t * t * to);
            }
            from = to;
        }
        return [.. line];
    }
}
