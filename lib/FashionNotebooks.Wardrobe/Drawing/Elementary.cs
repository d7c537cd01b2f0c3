namespace FashionNotebooks.Wardrobe.Drawing;

/// <summary>
/// Small functions made of exactly rounded operations only. <see cref="Math.Sin"/> and its like come from the C library
/// and may differ in the last bit between machines; the drawn photos must not.
/// </summary>
internal static class Elementary
{
    internal const double Degree = Math.PI / 180;

    /// <summary>Sine by range reduction and a Taylor polynomial; error below 1e-7.</summary>
    internal static double Sin(double x)
    {
        double turns = Math.Floor((x / Math.PI) + 0.5);
        double r = x - (turns * Math.PI);
        double q = r * r;
        double sine = r * (1 + (q * (-1.0 / 6 + (q * (1.0 / 120 + (q * (-1.0 / 5040 + (q * (1.0 / 362880 - (q / 39916800))))))))));
        return ((long)turns & 1) == 0 ? sine : -sine;
    }

    internal static double Cos(double x) => Sin(x + (Math.PI / 2));

    internal static double Lerp(double a, double b, double t) => a + ((b - a) * t);

    internal static double SmoothStep(double low, double high, double x)
    {
        double t = Math.Clamp((x - low) / (high - low), 0, 1);
        return t * t * (3 - (2 * t));
    }

    internal static double Fraction(double x) => x - Math.Floor(x);
}
