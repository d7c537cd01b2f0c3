namespace FashionNotebooks.Photos.Decoding;

/// <summary>
/// A Gaussian blur of bytes: one pass along the rows, one along the columns, rounded once; the border is mirrored without repeating it.
/// </summary>
internal static class GaussianBlur
{
    /// <summary>Blurs planes <c>[3, size, size]</c> where they are. Pixels farther away than three deviations do not count.</summary>
    internal static void Apply(Span<byte> planes, int size, double sigma)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        double[] values = [.. Enumerable.Range(0, (int)Math.Ceiling(3 * sigma) + 1).Select(d => Math.Exp(-0.5 * d * d / (sigma * sigma)))];
        double sum = values[0] + (2 * values.Skip(1).Sum());
        float[] weights = [.. values.Select(value => (float)(value / sum))]; // weights[d] for the distance d
        float[] photo = new float[size * size], turned = new float[size * size];
        for (int start = 0; start < planes.Length; start += photo.Length)
        {
            Span<byte> plane = planes.Slice(start, photo.Length);
            for (int i = 0; i < plane.Length; i++)
                photo[i] = plane[i];
            RowsTurned(photo, turned, size, weights);
            RowsTurned(turned, photo, size, weights);
            for (int i = 0; i < plane.Length; i++)
                plane[i] = (byte)(photo[i] + 0.5f);
        }
    }

    // Smooths along the rows and swaps rows and columns.
    private static void RowsTurned(float[] source, float[] target, int size, float[] weights)
    {
        for (int y = 0; y < size; y++)
        {
            ReadOnlySpan<float> row = source.AsSpan(y * size, size);
            for (int x = 0; x < size; x++)
            {
                float sum = weights[0] * row[x];
                for (int d = 1; d < weights.Length; d++)
                    sum += weights[d] * (row[Mirrored(x - d, size)] + row[Mirrored(x + d, size)]);
                target[(x * size) + y] = sum;
            }
        }
    }

    private static int Mirrored(int place, int size)
    {
        while (size > 1 && (uint)place >= (uint)size)
            place = place < 0 ? -place : (2 * (size - 1)) - place;
        return size == 1 ? 0 : place;
    }
}
