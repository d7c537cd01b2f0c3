namespace FashionNotebooks.Photos.Colours;

/// <summary>A colour by lightness 0 to 100, green to red, and blue to yellow: CIE L*a*b* under daylight (D65), two degrees.</summary>
/// <param name="L">Lightness.</param>
/// <param name="A">Below 0 green, above 0 red.</param>
/// <param name="B">Below 0 blue, above 0 yellow.</param>
public readonly record struct Lab(double L, double A, double B)
{
    private const double WhiteX = 0.95047, WhiteZ = 1.08883, Power7 = 6103515625; // 25^7

    private static readonly double[] Linear = [.. Enumerable.Range(0, 256).Select(code => ToLinear(code / 255.0))];

    /// <summary>The colour of a pixel of an sRGB photo.</summary>
    public static Lab OfRgb(byte red, byte green, byte blue)
    {
        double r = Linear[red], g = Linear[green], b = Linear[blue];
        double x = Root(((0.4124564 * r) + (0.3575761 * g) + (0.1804375 * b)) / WhiteX);
        double y = Root((0.2126729 * r) + (0.7151522 * g) + (0.0721750 * b));
        double z = Root(((0.0193339 * r) + (0.1191920 * g) + (0.9503041 * b)) / WhiteZ);
        return new((116 * y) - 16, 500 * (x - y), 200 * (y - z));
    }

    /// <summary>
    /// How different two colours look: ΔE00 (Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula: Implementation Notes,
    /// Supplementary Test Data, and Mathematical Observations", 2005). 1 is just visible, 15 another shade, 50 another colour.
    /// </summary>
    /// <param name="lightness">What differences of lightness are divided by, k_L: 2 is usual for cloth.</param>
    public double Difference(Lab other, double lightness = 1)
    {
        double chromas = (Math.Sqrt((A * A) + (B * B)) + Math.Sqrt((other.A * other.A) + (other.B * other.B))) / 2;
        double stretch = 1 + (0.5 * (1 - Saturation(chromas)));
        double a1 = A * stretch, a2 = other.A * stretch;
        double c1 = Math.Sqrt((a1 * a1) + (B * B)), c2 = Math.Sqrt((a2 * a2) + (other.B * other.B));
        double h1 = Hue(a1, B), h2 = Hue(a2, other.B);
        bool grey = c1 * c2 == 0;
        double turn = grey ? 0 : h2 - h1;
        turn += turn > 180 ? -360 : turn < -180 ? 360 : 0;
        double hue = grey ? h1 + h2 : Math.Abs(h1 - h2) <= 180 ? (h1 + h2) / 2 : h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
        double light = (L + other.L) / 2, chroma = (c1 + c2) / 2;
        double t = 1 - (0.17 * Cos(hue - 30)) + (0.24 * Cos(2 * hue)) + (0.32 * Cos((3 * hue) + 6)) - (0.20 * Cos((4 * hue) - 63));
        double middle = (light - 50) * (light - 50);
        double byL = (other.L - L) / (lightness * (1 + (0.015 * middle / Math.Sqrt(20 + middle))));
        double byC = (c2 - c1) / (1 + (0.045 * chroma));
        double byH = 2 * Math.Sqrt(c1 * c2) * Math.Sin(turn * Math.PI / 360) / (1 + (0.015 * chroma * t));
        double blue = (hue - 275) / 25;
        double rotation = -2 * Saturation(chroma) * Math.Sin(Math.PI / 3 * Math.Exp(-blue * blue));
        return Math.Sqrt((byL * byL) + (byC * byC) + (byH * byH) + (rotation * byC * byH));
    }

    /// <summary>The square of the plain distance: cheaper, and good enough to say which of two colours is nearer.</summary>
    internal double Squared(Lab other) =>
        ((L - other.L) * (L - other.L)) + ((A - other.A) * (A - other.A)) + ((B - other.B) * (B - other.B));

    /// <summary>A sum in which another colour counts by its weight.</summary>
    internal Lab Plus(Lab other, double weight) => new(L + (weight * other.L), A + (weight * other.A), B + (weight * other.B));

    private static double Saturation(double chroma)
    {
        double power = Math.Pow(chroma, 7);
        return Math.Sqrt(power / (power + Power7));
    }

    private static double Hue(double a, double b)
    {
        double degrees = a == 0 && b == 0 ? 0 : Math.Atan2(b, a) * 180 / Math.PI;
        return degrees < 0 ? degrees + 360 : degrees;
    }

    private static double Cos(double degrees) => Math.Cos(degrees * Math.PI / 180);

    private static double ToLinear(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);

    private static double Root(double value) => value > 216.0 / 24389 ? Math.Cbrt(value) : ((24389.0 / 27 * value) + 16) / 116;
}
