namespace FashionNotebooks.Visuals;

/// <summary>
/// Numbers as colours from dark violet through green to yellow whose lightness grows evenly, so they also work in grey and for colour-blind
/// readers: straight lines between five colours of viridis (Smith and van der Walt, 2015).
/// </summary>
public static class HeatMap
{
    private const double Cover = 0.75;
    private const int Enlarged = 128;
    private static readonly byte[][] stops = [.. new[] { "440154", "3B528B", "21918C", "5EC962", "FDE725" }.Select(Convert.FromHexString)];

    /// <summary>
    /// Lays a map over a photo: the more a place has, the more of its colour is seen; between the middles of places colours blend.
    /// </summary>
    public static Photo Over(Photo photo, PlaceMap map, double low, double high)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(high, low);
        return Painted(photo.Width, photo.Height, (x, y) =>
        {
            double share = Math.Clamp((At(map, (x + 0.5) / photo.Width, (y + 0.5) / photo.Height) - low) / (high - low), 0, 1);
            return Mix(photo.Pixels.AsSpan(((y * photo.Width) + x) * 3, 3), Colour(share), Cover * share);
        });
    }

    /// <summary>Each value as a square, so that the resolution of a layer can be seen.</summary>
    public static Photo Squares(PlaceMap map)
    {
        (float low, float high) = Range(map);
        int step = Math.Max(1, Enlarged / Math.Max(map.Height, map.Width));
        return Painted(map.Width * step, map.Height * step, (x, y) =>
            Colour(high > low ? (map.Values[(y / step * map.Width) + (x / step)] - low) / (high - low) : 0));
    }

    /// <summary>The lowest and the highest finite value.</summary>
    internal static (float Low, float High) Range(PlaceMap map)
    {
        float[] finite = [.. map.Values.Where(float.IsFinite).DefaultIfEmpty(0)];
        return (finite.Min(), finite.Max());
    }

    /// <summary>R, G, B of a share between 0 and 1; NaN is the darkest.</summary>
    internal static byte[] Colour(double share) => Between(stops, share);

    /// <summary>The same on straight lines between other colours.</summary>
    internal static byte[] Between(byte[][] stops, double share)
    {
        double at = (double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1)) * (stops.Length - 1);
        int from = Math.Min((int)at, stops.Length - 2);
        return Mix(stops[from], stops[from + 1], at - from);
    }

    private static Photo Painted(int width, int height, Func<int, int, byte[]> colourAt)
    {
        var photo = new Photo(width, height);
        for (int i = 0; i < width * height; i++)
            colourAt(i % width, i / width).CopyTo(photo.Pixels, 3 * i);
        return photo;
    }

    private static byte[] Mix(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, double share) =>
        [Mix(a[0], b[0], share), Mix(a[1], b[1], share), Mix(a[2], b[2], share)];

    private static byte Mix(byte a, byte b, double share) => (byte)Math.Round(a + (share * (b - a)));

    // Bilinear between the middles of the places.
    private static double At(PlaceMap map, double x, double y)
    {
        double column = Math.Clamp((x * map.Width) - 0.5, 0, map.Width - 1), row = Math.Clamp((y * map.Height) - 0.5, 0, map.Height - 1);
        int left = (int)column, top = (int)row, right = Math.Min(left + 1, map.Width - 1), bottom = Math.Min(top + 1, map.Height - 1);
        double across = column - left, down = row - top;
        double upper = ((1 - across) * map.Values[(top * map.Width) + left]) + (across * map.Values[(top * map.Width) + right]);
        double lower = ((1 - across) * map.Values[(bottom * map.Width) + left]) + (across * map.Values[(bottom * map.Width) + right]);
        return ((1 - down) * upper) + (down * lower);
    }
}
