namespace FashionNotebooks.Data.Wardrobe.Drawing;

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

    /// <summary>Darkens the canvas where the mask, moved by the given steps, covers it.</summary>
    internal void Darken(Canvas canvas, int right, int down, double depth)
    {
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
        values.CopyTo(result.values, 0);
        if (radius < 1)
            return result;
        float[] line = new float[Math.Max(width, height)];
        for (int pass = 0; pass < 2; pass++)
        {
            for (int y = 0; y < height; y++)
                BlurLine(result.values, y * width, 1, width, radius, line);
            for (int x = 0; x < width; x++)
                BlurLine(result.values, x, width, height, radius, line);
        }
        return result;
    }

    private static void BlurLine(float[] data, int start, int stride, int count, int radius, float[] line)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
            line[i] = data[start + (i * stride)];
        for (int i = 0; i < Math.Min(radius, count); i++)
            sum += line[i];
        float scale = 1f / ((2 * radius) + 1);
        for (int i = 0; i < count; i++)
        {
            if (i + radius < count)
                sum += line[i + radius];
            if (i - radius - 1 >= 0)
                sum -= line[i - radius - 1];
            data[start + (i * stride)] = (float)sum * scale;
        }
    }
}
