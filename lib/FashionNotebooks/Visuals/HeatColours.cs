using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace FashionNotebooks.Visuals;

/// <summary>
/// Colours from dark violet through green to yellow whose lightness grows evenly, so they also work in grey and for colour-blind
/// readers: straight lines between five colours of viridis (Smith and van der Walt, 2015).
/// </summary>
internal static class HeatColours
{
    private static readonly Rgb24[] stops = [.. new[] { "#440154", "#3B528B", "#21918C", "#5EC962", "#FDE725" }.Select(hex => Color.ParseHex(hex).ToPixel<Rgb24>())];

    /// <summary>The colour of a share between 0 and 1; NaN is the darkest.</summary>
    internal static Rgb24 Of(double share)
    {
        double at = (double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1)) * (stops.Length - 1);
        int from = Math.Min((int)at, stops.Length - 2);
        return Mix(stops[from], stops[from + 1], at - from);
    }

    private static Rgb24 Mix(Rgb24 a, Rgb24 b, double share) => new(Step(a.R, b.R, share), Step(a.G, b.G, share), Step(a.B, b.B, share));

    private static byte Step(byte a, byte b, double share) => (byte)Math.Round(a + share * (b - a));
}
