namespace FashionNotebooks.Wardrobe.Photography;

/// <summary>The shading of creased cloth: heights from ridged noise, lit by their slope toward the light.</summary>
internal static class Relief
{
    /// <summary>Height of creased cloth at a point in its own units.</summary>
    internal static double Height(Point p, Folds folds, uint seed)
    {
        double x = p.X * folds.Scale, y = p.Y * folds.Scale / folds.Stretch;
        double bend = 1.1 * (Noise.At(x * 0.7, y * 0.7, seed + 5) - 0.5);
        double large = Noise.Ridge(x + bend, y - bend, seed);
        double small = Noise.Ridge((x * 2.1) - (y * 0.8) + bend, (y * 2.1) + (x * 0.8), seed + 1);
        double swell = Noise.At(x * 0.5, y * 0.5, seed + 2);
        return ((0.045 * large) + (0.018 * small * (0.4 + swell)) + (0.08 * swell)) * folds.Strength;
    }

    /// <summary>
    /// Light gained or lost, about −0.6 to 0.6, on a grid of <paramref name="columns"/> × <paramref name="rows"/> points.
    /// Heights are in the units of their own plane, of which <paramref name="stepsPerUnit"/> grid steps make one.
    /// </summary>
    internal static float[,] Shade(int columns, int rows, Func<int, int, double> height, double stepsPerUnit, Light light)
    {
        double[,] heights = new double[rows + 1, columns + 1];
        for (int y = 0; y <= rows; y++)
        {
            for (int x = 0; x <= columns; x++)
                heights[y, x] = height(x, y);
        }
        float[,] shade = new float[rows, columns];
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
            {
                double dx = heights[y, x + 1] - heights[y, x], dy = heights[y + 1, x] - heights[y, x];
                double slope = -((dx * light.Toward.X) + (dy * light.Toward.Y)) * stepsPerUnit * light.Contrast * 1.6;
                shade[y, x] = (float)(slope / (1 + (1.4 * Math.Abs(slope))));
            }
        }
        return shade;
    }
}
