using System.Runtime.CompilerServices;

namespace FashionNotebooks.Wardrobe.Drawing;

/// <summary>A colour in linear light; the camera encodes with gamma 2, which needs only a square root.</summary>
internal readonly record struct Rgb(float R, float G, float B)
{
    internal float Luminance => (0.3f * R) + (0.59f * G) + (0.11f * B);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Rgb operator *(Rgb c, float k) => new(c.R * k, c.G * k, c.B * k);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Rgb operator *(Rgb c, double k) => c * (float)k;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Rgb operator *(Rgb a, Rgb b) => new(a.R * b.R, a.G * b.G, a.B * b.B);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Rgb operator +(Rgb a, Rgb b) => new(a.R + b.R, a.G + b.G, a.B + b.B);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Rgb Mix(Rgb a, Rgb b, double t)
    {
        float k = (float)t;
        return new(a.R + ((b.R - a.R) * k), a.G + ((b.G - a.G) * k), a.B + ((b.B - a.B) * k));
    }

    /// <summary>From hue in degrees, saturation and value as seen on a screen.</summary>
    internal static Rgb FromHsv(double hue, double saturation, double value)
    {
        double Channel(double offset)
        {
            double k = Elementary.Fraction((hue + offset) / 360) * 6;
            double screen = value * (1 - (saturation * Math.Clamp(Math.Min(k, 4 - k), 0, 1)));
            return screen * screen;
        }
        return new((float)Channel(300), (float)Channel(180), (float)Channel(60));
    }
}
