using FashionNotebooks.Evaluation;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using SixLabors.ImageSharp.PixelFormats;

namespace FashionNotebooks.Visuals;

/// <summary>Lays a map of numbers over a picture: the more a place has, the more of its colour is seen.</summary>
public static class HeatOverlay
{
    private const double Cover = 0.75;

    /// <summary>Draws the overlay.</summary>
    /// <param name="picture">What the map is about.</param>
    /// <param name="map">One number for each place, from the left upper corner; between their middles colours blend.</param>
    /// <param name="low">The number that leaves the picture as it is.</param>
    /// <param name="high">The number that is seen most; above <paramref name="low"/>.</param>
    public static Photo Draw(Photo picture, PlaceMap map, double low, double high)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(high, low);
        var result = new Photo(picture.Width, picture.Height, [.. picture.Pixels]);
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                double share = Math.Clamp((At(map, (x + 0.5) / picture.Width, (y + 0.5) / picture.Height) - low) / (high - low), 0, 1);
                Rgb24 colour = HeatColours.Of(share);
                Span<byte> pixel = result.Pixels.AsSpan(((y * picture.Width) + x) * 3, 3);
                pixel[0] = Blend(pixel[0], colour.R, Cover * share);
                pixel[1] = Blend(pixel[1], colour.G, Cover * share);
                pixel[2] = Blend(pixel[2], colour.B, Cover * share);
            }
        }
        return result;
    }

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

    private static byte Blend(byte under, byte over, double share) => (byte)Math.Round(under + (share * (over - under)));
}
