using System.Runtime.Intrinsics;

namespace FashionNotebooks.Wardrobe.Drawing;

/// <summary>Coverage in [0, 1] of a rectangle of the canvas; 0 outside it.</summary>
internal sealed class Mask(int left, int top, int width, int height)
{
    private readonly float[] values = new float[width * height];
    internal int Left => left;
    internal int Top => top;
    internal int Right => left + width;
    internal int Bottom => top + height;

    internal Span<float> Row(int y) => values.AsSpan((y - top) * width, width);

    internal float At(int x, int y) =>
        x >= left && y >= top && x < left + width && y < top + height ? values[((y - top) * width) + x - left] : 0;

    /// <summary>
    /// Scan conversion of polygons with the non-zero winding rule: one scan line per row with exact coverage at both ends of a span. The
    /// canvas has twice the photo's resolution, which smooths the other direction.
    /// </summary>
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

    /// <summary>Keeps the larger of both values.</summary>
    internal void Join(Mask other)
    {
        int from = Math.Max(left, other.Left), count = Math.Min(Right, other.Right) - from;
        for (int y = Math.Max(top, other.Top); y < Math.Min(Bottom, other.Bottom) && count > 0; y++)
        {
            Span<float> mine = Row(y).Slice(from - left, count);
            ReadOnlySpan<float> more = other.Row(y).Slice(from - other.Left, count);
            for (int x = 0; x < count; x++)
                mine[x] = Math.Max(mine[x], more[x]);
        }
    }

    /// <summary>Casts a shadow: darkens the canvas where the mask, moved away from the light, covers it.</summary>
    /// <param name="toward">From the shadow to what casts it, in pixels.</param>
    internal void Cast(Canvas canvas, Point toward, double depth)
    {
        int right = -(int)Math.Floor(toward.X + 0.5), down = -(int)Math.Floor(toward.Y + 0.5);
        int from = Math.Max(left + right, 0), to = Math.Min(Right + right, canvas.Size);
        for (int y = Math.Max(top + down, 0); y < Math.Min(Bottom + down, canvas.Size); y++)
        {
            ReadOnlySpan<float> row = Row(y - down);
            for (int x = from; x < to; x++)
            {
                float cover = row[x - right - left];
                if (cover > 0)
                    canvas[x, y] *= 1 - ((float)depth * cover);
            }
        }
    }

    /// <summary>Two box blurs along each axis: nearly Gaussian, and the cost does not grow with the radius.</summary>
    internal Mask Blurred(int radius)
    {
        var result = new Mask(left, top, width, height);
        var between = new Mask(left, top, width, height);
        values.CopyTo(result.values, 0);
        for (int pass = 0; pass < 2 && radius > 0; pass++)
        {
            for (int y = top; y < Bottom; y++)
                BlurRow(result.Row(y), between.Row(y), radius);
            BlurColumns(between, result, radius);
        }
        return result;
    }

    private static void BlurRow(ReadOnlySpan<float> source, Span<float> target, int radius)
    {
        double sum = 0;
        for (int x = 0; x < Math.Min(radius, source.Length); x++)
            sum += source[x];
        float scale = 1f / ((2 * radius) + 1);
        for (int x = 0; x < source.Length; x++)
        {
            if (x + radius < source.Length)
                sum += source[x + radius];
            if (x - radius - 1 >= 0)
                sum -= source[x - radius - 1];
            target[x] = (float)sum * scale;
        }
    }

    /// <summary>All columns at once, row by row, as the memory lies.</summary>
    private static void BlurColumns(Mask source, Mask target, int radius)
    {
        double[] sums = new double[source.Right - source.Left];
        float scale = 1f / ((2 * radius) + 1);
        for (int y = source.Top - radius; y < source.Bottom; y++)
        {
            if (y + radius < source.Bottom)
                Add(sums, source.Row(y + radius), 1);
            if (y - radius - 1 >= source.Top)
                Add(sums, source.Row(y - radius - 1), -1);
            if (y < source.Top)
                continue;
            Span<float> row = target.Row(y);
            for (int x = 0; x < row.Length; x++)
                row[x] = (float)sums[x] * scale;
        }
    }

    private static void Add(Span<double> sums, ReadOnlySpan<float> row, double sign)
    {
        int width = Vector256<double>.Count, x = 0;
        for (; x + width <= row.Length; x += width)
        {
            Vector256<double> values = Vector256.WidenLower(Vector128.Create(row[x..]).ToVector256Unsafe());
            (Vector256.Create<double>(sums[x..]) + (values * sign)).CopyTo(sums[x..]);
        }
        for (; x < row.Length; x++)
            sums[x] += sign * row[x];
    }
}
