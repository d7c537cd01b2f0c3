using System.Runtime.Intrinsics;

namespace FashionNotebooks.Photos.Copies;

/// <summary>
/// Lays one photo over another: the affine map, with one gain and one offset of brightness, under which their grey values differ least, by
/// Gauss–Newton steps from a guess (Lucas and Kanade, 1981; Baker and Matthews, 2004).
/// </summary>
internal static class Registration
{
    private const int Unknowns = 8, CoarseSteps = 14, FineSteps = 8;
    private const float Centre = (Sketch.Side - 1) / 2f, Settled = 0.02f;
    private const float LeastAgreement = 0.7f; // after the coarse steps; of the copies found among real photos none had less than 0.76
    private const float MostStretch = 1.35f, LeastStretch = 0.74f, MostSkew = 0.22f, MostShift = 14;

    /// <summary>The map from places of the first photo to places of the second; null where there is none near the guess.</summary>
    internal static Affine? Align(Sketch from, Sketch to, Affine guess) =>
        Refine(from.Coarse, to.Coarse, guess, stride: 2, CoarseSteps) is { } coarse
        && Correlation(from.Structure, to.Structure, coarse, stride: 2) >= LeastAgreement
            ? Refine(from.Fine, to.Fine, coarse, stride: 1, FineSteps) : null;

    /// <summary>Correlation of two photos where they overlap under a map; 0 where that is too little.</summary>
    internal static float Correlation(float[] from, float[] to, Affine map, int stride = 1)
    {
        const int border = 4;
        double n = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0;
        for (int y = border; y < Sketch.Side - border; y += stride)
        {
            for (int x = border; x < Sketch.Side - border; x += stride)
            {
                (float u, float v) = map.At(x, y);
                if (!Inside(u, v, border / 2))
                    continue;
                float p = from[(y * Sketch.Side) + x], q = At(to, u, v);
                (n, a, b, aa, bb, ab) = (n + 1, a + p, b + q, aa + (p * p), bb + (q * q), ab + (p * q));
            }
        }
        const double all = (Sketch.Side - (2.0 * border)) * (Sketch.Side - (2.0 * border));
        double va = aa - (a * a / n), vb = bb - (b * b / n);
        return n * stride * stride < 0.6 * all || va < n || vb < n ? 0 : (float)((ab - (a * b / n)) / Math.Sqrt(va * vb));
    }

    internal static bool Inside(float x, float y, float border) =>
        x >= border && y >= border && x <= Sketch.Side - 1 - border && y <= Sketch.Side - 1 - border;

    /// <summary>A value between pixels.</summary>
    internal static float At(float[] plane, float x, float y)
    {
        int left = Math.Min((int)x, Sketch.Side - 2), top = Math.Min((int)y, Sketch.Side - 2), at = (top * Sketch.Side) + left;
        float fx = x - left, fy = y - top;
        return ((plane[at] * (1 - fx)) + (plane[at + 1] * fx)) * (1 - fy)
            + (((plane[at + Sketch.Side] * (1 - fx)) + (plane[at + Sketch.Side + 1] * fx)) * fy);
    }

    /// <summary>A value between pixels, at least one pixel from the border, and its central differences along x and y.</summary>
    private static (float Value, float X, float Y) Slopes(float[] plane, float x, float y)
    {
        const int side = Sketch.Side;
        int left = (int)x, top = (int)y;
        float fx = x - left, fy = y - top;
        ReadOnlySpan<float> p = plane.AsSpan((top - 1) * side + left - 1, 3 * side + 4);
        float Between(float a, float b, float c, float d) => ((a * (1 - fx)) + (b * fx)) * (1 - fy) + (((c * (1 - fx)) + (d * fx)) * fy);
        (float a, float b, float c, float d) = (p[side + 1], p[side + 2], p[2 * side + 1], p[2 * side + 2]);
        return (
            Between(a, b, c, d),
            Between(b - p[side], p[side + 3] - a, d - p[2 * side], p[2 * side + 3] - c) / 2,
            Between(c - p[1], d - p[2], p[3 * side + 1] - a, p[3 * side + 2] - b) / 2);
    }

    private static Affine? Refine(float[] from, float[] to, Affine map, int stride, int steps)
    {
        Span<Vector512<double>> equations = stackalloc Vector512<double>[Unknowns + 1]; // the normal ones, their right side last
        Span<double> system = MemoryMarshal.Cast<Vector512<double>, double>(equations), row = stackalloc double[Unknowns];
        float gain = 1, offset = 0;
        for (int step = 0; step < steps; step++)
        {
            equations.Clear();
            int n = 0;
            for (int y = 1; y < Sketch.Side - 1; y += stride)
            {
                for (int x = 1; x < Sketch.Side - 1; x += stride)
                {
                    (float u, float v) = map.At(x, y);
                    if (!Inside(u, v, 1.5f))
                        continue;
                    (float value, float dx, float dy) = Slopes(to, u, v);
                    float rx = x - Centre, ry = y - Centre;
                    Vector512<double> all = Vector512.Create(
                        gain * dx * rx, gain * dx * ry, gain * dx, gain * dy * rx, gain * dy * ry, gain * dy, value, 1);
                    all.CopyTo(row);
                    for (int i = 0; i < Unknowns; i++)
                        equations[i] += all * row[i];
                    equations[Unknowns] += all * (from[(y * Sketch.Side) + x] - (gain * value) - offset);
                    n++;
                }
            }
            if (n * stride * stride < Sketch.Pixels / 2 || !Solve(system, row))
                return null;
            map = new(
                map.XX + (float)row[0], map.XY + (float)row[1], map.X + (float)row[2],
                map.YX + (float)row[3], map.YY + (float)row[4], map.Y + (float)row[5]);
            (gain, offset) = (gain + (float)row[6], offset + (float)row[7]);
            if (!Plausible(map) || gain is < 0.3f or > 3)
                return null;
            double turned = Math.Max(Math.Abs(row[0]) + Math.Abs(row[1]), Math.Abs(row[3]) + Math.Abs(row[4]));
            if (Math.Max(Math.Abs(row[2]), Math.Abs(row[5])) + (Centre * turned) < Settled)
                break;
        }
        return map;
    }

    private static bool Plausible(Affine map) =>
        Math.Abs(map.XX) is > LeastStretch and < MostStretch && map.YY is > LeastStretch and < MostStretch
        && Math.Abs(map.XY) < MostSkew && Math.Abs(map.YX) < MostSkew && Math.Abs(map.X) < MostShift && Math.Abs(map.Y) < MostShift;

    // Cholesky; false where the system says too little, as on a photo of one colour.
    private static bool Solve(Span<double> system, Span<double> solution)
    {
        Span<double> right = system[(Unknowns * Unknowns)..];
        for (int i = 0; i < Unknowns; i++)
        {
            double pivot = system[(i * Unknowns) + i] * (1 + 1e-9);
            for (int k = 0; k < i; k++)
                pivot -= system[(k * Unknowns) + i] * system[(k * Unknowns) + i];
            if (!(pivot > 1e-6))
                return false;
            double root = system[(i * Unknowns) + i] = Math.Sqrt(pivot);
            for (int j = i + 1; j < Unknowns; j++)
            {
                double sum = system[(i * Unknowns) + j];
                for (int k = 0; k < i; k++)
                    sum -= system[(k * Unknowns) + i] * system[(k * Unknowns) + j];
                system[(i * Unknowns) + j] = sum / root;
            }
            double value = right[i];
            for (int k = 0; k < i; k++)
                value -= system[(k * Unknowns) + i] * right[k];
            right[i] = value / root;
        }
        for (int i = Unknowns - 1; i >= 0; i--)
        {
            double value = right[i];
            for (int j = i + 1; j < Unknowns; j++)
                value -= system[(i * Unknowns) + j] * solution[j];
            solution[i] = value / system[(i * Unknowns) + i];
        }
        return true;
    }
}

/// <summary>A map of places, around the middle of the photo.</summary>
internal readonly record struct Affine(float XX, float XY, float X, float YX, float YY, float Y)
{
    private const float Centre = (Sketch.Side - 1) / 2f;

    /// <summary>Everything as far as a factor from the middle, turned by an angle.</summary>
    internal static Affine Of(float scale, float angle) =>
        new(scale * MathF.Cos(angle), -scale * MathF.Sin(angle), 0, scale * MathF.Sin(angle), scale * MathF.Cos(angle), 0);

    /// <summary>The same in a mirror.</summary>
    internal Affine Mirrored => this with { XX = -XX, XY = -XY, X = -X };

    internal (float X, float Y) At(float x, float y) =>
        ((XX * (x - Centre)) + (XY * (y - Centre)) + X + Centre, (YX * (x - Centre)) + (YY * (y - Centre)) + Y + Centre);
}
