using FashionNotebooks.Wardrobe.Photography;

namespace FashionNotebooks.Wardrobe.Drawing;

/// <summary>
/// Scan conversion of polygons with the non-zero winding rule: one scan line per row with exact coverage at both ends of
/// a span. The canvas has twice the photo's resolution, which smooths the other direction.
/// </summary>
internal static class Rasterizer
{
    /// <param name="contours">Closed polygons in canvas pixels.</param>
    /// <param name="size">Width and height of the canvas.</param>
    /// <param name="margin">Empty pixels to keep around the shape, for blurring.</param>
    internal static Mask Fill(IReadOnlyList<Point[]> contours, int size, int margin)
    {
        double minX = size, minY = size, maxX = 0, maxY = 0;
        foreach (Point[] contour in contours)
        {
            foreach (Point p in contour)
                (minX, minY, maxX, maxY) = (Math.Min(minX, p.X), Math.Min(minY, p.Y), Math.Max(maxX, p.X), Math.Max(maxY, p.Y));
        }
        int left = (int)Math.Clamp(Math.Floor(minX) - margin, 0, size), right = (int)Math.Clamp(Math.Ceiling(maxX) + margin, left, size);
        int top = (int)Math.Clamp(Math.Floor(minY) - margin, 0, size), bottom = (int)Math.Clamp(Math.Ceiling(maxY) + margin, top, size);
        var mask = new Mask(left, top, right - left, bottom - top);
        var crossings = new List<(double X, int Turn)>();
        for (int y = top; y < bottom; y++)
        {
            Cross(contours, y + 0.5, crossings);
            FillRow(mask.Row(y), left, crossings);
        }
        return mask;
    }

    private static void Cross(IReadOnlyList<Point[]> contours, double y, List<(double X, int Turn)> crossings)
    {
        crossings.Clear();
        foreach (Point[] contour in contours)
        {
            Point a = contour[^1];
            foreach (Point b in contour)
            {
                if (a.Y <= y != b.Y <= y)
                    crossings.Add((a.X + ((b.X - a.X) * (y - a.Y) / (b.Y - a.Y)), a.Y < b.Y ? 1 : -1));
                a = b;
            }
        }
        crossings.Sort((p, q) => p.X != q.X ? p.X.CompareTo(q.X) : p.Turn.CompareTo(q.Turn));
    }

    private static void FillRow(Span<float> row, int left, List<(double X, int Turn)> crossings)
    {
        int winding = 0;
        for (int i = 0; i + 1 < crossings.Count; i++)
        {
            winding += crossings[i].Turn;
            if (winding != 0)
                FillSpan(row, crossings[i].X - left, crossings[i + 1].X - left);
        }
    }

    private static void FillSpan(Span<float> row, double from, double to)
    {
        from = Math.Max(from, 0);
        to = Math.Min(to, row.Length);
        for (int x = (int)from; x < row.Length && x < to; x++)
            row[x] = (float)Math.Min(1, row[x] + Math.Min(to, x + 1) - Math.Max(from, x));
    }
}
