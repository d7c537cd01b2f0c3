namespace FashionNotebooks.Wardrobe.Drawing;

/// <summary>A square photo in linear light.</summary>
internal sealed class Canvas(int size)
{
    private readonly Rgb[] pixels = new Rgb[size * size];
    internal int Size => size;
    internal double Luminance => pixels.Average(pixel => (double)pixel.Luminance); // mean of all pixels

    internal ref Rgb this[int x, int y] => ref pixels[(y * size) + x];

    /// <summary>The photo at half the resolution (mean of 2×2).</summary>
    internal Canvas Halved()
    {
        var half = new Canvas(size / 2);
        for (int y = 0; y < half.Size; y++)
        {
            for (int x = 0; x < half.Size; x++)
                half[x, y] = (this[2 * x, 2 * y] + this[(2 * x) + 1, 2 * y] + this[2 * x, (2 * y) + 1] + this[(2 * x) + 1, (2 * y) + 1])
                    * 0.25;
        }
        return half;
    }

    /// <summary>
    /// The photo blurred by a 3×3 kernel with weight <paramref name="amount"/> in [0, 1] on the neighbours, edges repeated.
    /// </summary>
    internal Canvas Softened(double amount)
    {
        var soft = new Canvas(size);
        for (int y = 0; y < size; y++)
        {
            int above = Math.Max(y - 1, 0), below = Math.Min(y + 1, size - 1);
            for (int x = 0; x < size; x++)
            {
                int before = Math.Max(x - 1, 0), after = Math.Min(x + 1, size - 1);
                Rgb sides = this[before, y] + this[after, y] + this[x, above] + this[x, below];
                Rgb corners = this[before, above] + this[after, above] + this[before, below] + this[after, below];
                Rgb kernel = (this[x, y] * 0.25) + (sides * 0.125) + (corners * 0.0625);
                soft[x, y] = Rgb.Mix(this[x, y], kernel, amount);
            }
        }
        return soft;
    }

    /// <summary>The middle of the photo enlarged to the whole (bilinear), <paramref name="share"/> cut from each side.</summary>
    internal Canvas Cropped(double share)
    {
        var cropped = new Canvas(size);
        double zoom = 1 - (2 * share);
        for (int y = 0; y < size; y++)
        {
            double v = (share * size) + (y * zoom);
            int top = (int)v, below = Math.Min(top + 1, size - 1);
            for (int x = 0; x < size; x++)
            {
                double u = (share * size) + (x * zoom);
                int left = (int)u, right = Math.Min(left + 1, size - 1);
                Rgb upper = Rgb.Mix(this[left, top], this[right, top], u - left),
                    lower = Rgb.Mix(this[left, below], this[right, below], u - left);
                cropped[x, y] = Rgb.Mix(upper, lower, v - top);
            }
        }
        return cropped;
    }
}
