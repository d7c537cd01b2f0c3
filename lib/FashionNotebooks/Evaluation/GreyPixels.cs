namespace FashionNotebooks.Evaluation;

/// <summary>The simplest description of a photo, 16 × 16 grey values: what a learned embedding has to beat.</summary>
public static class GreyPixels
{
    /// <summary>Cells along a side.</summary>
    public const int Side = 16;

    /// <summary>Averages the luma (ITU-R BT.601) in 16 × 16 cells: RGB planes [3, size, size] → grey values in [0, 1], [256].</summary>
    /// <exception cref="ArgumentException">The planes are not 3 × size × size.</exception>
    public static float[] Of(ReadOnlySpan<byte> planes, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, Side);
        if (planes.Length != 3 * size * size)
            throw new ArgumentException($"a photo of {size} pixels needs {3 * size * size} bytes, not {planes.Length}", nameof(planes));
        var grey = new float[Side * Side];
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
                grey[y * Side + x] = Cell(planes, size, x * size / Side, (x + 1) * size / Side, y * size / Side, (y + 1) * size / Side);
        }
        return grey;
    }

    private static float Cell(ReadOnlySpan<byte> planes, int size, int left, int right, int top, int bottom)
    {
        int plane = size * size;
        double sum = 0;
        for (int y = top; y < bottom; y++)
        {
            for (int at = y * size + left; at < y * size + right; at++)
                sum += 0.299 * planes[at] + 0.587 * planes[plane + at] + 0.114 * planes[2 * plane + at];
        }
        return (float)(sum / (255.0 * (right - left) * (bottom - top)));
    }
}
