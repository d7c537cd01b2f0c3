namespace FashionNotebooks.Photos.Decoding;

/// <summary>Mean over a square window that is cut off at the border.</summary>
internal static class BoxBlur
{
    /// <param name="grey">A square photo, row after row.</param>
    /// <param name="side">Its side in pixels.</param>
    /// <param name="radius">The window reaches so far to each side.</param>
    internal static float[] Of(float[] grey, int side, int radius) => Columns(Columns(grey, side, radius), side, radius);

    // Smooths along x and transposes.
    private static float[] Columns(float[] grey, int side, int radius)
    {
        float[] result = new float[grey.Length];
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                int from = Math.Max(x - radius, 0), to = Math.Min(x + radius, side - 1);
                float sum = 0;
                for (int k = from; k <= to; k++)
                    sum += grey[(y * side) + k];
                result[(x * side) + y] = sum / (to - from + 1);
            }
        }
        return result;
    }
}
