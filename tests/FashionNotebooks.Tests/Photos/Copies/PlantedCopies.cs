using FashionNotebooks.Photos;

namespace FashionNotebooks.Tests.Photos.Copies;

/// <summary>Copies of photos as people and programs make them.</summary>
internal static class PlantedCopies
{
    internal static Photo Of(Photo photo, string kind) => kind switch
    {
        "again" => photo.Resize(photo.Width * 2 / 3, photo.Height * 2 / 3),
        "mirrored" => Mapped(photo, (x, y) => (photo.Width - 1 - x, y)),
        "brighter" => new Photo(photo.Width, photo.Height, [.. photo.Pixels.Select(value => (byte)Math.Min(255, value * 1.35))]),
        "turned" => Mapped(photo, (x, y) => Turned(photo, x, y, 3 * Math.PI / 180)),
        "cropped" => Mapped(photo, (x, y) => ((x * 0.93) + (photo.Width * 0.05), (y * 0.93) + (photo.Height * 0.02))),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static (double, double) Turned(Photo photo, double x, double y, double angle)
    {
        double cx = photo.Width / 2.0, cy = photo.Height / 2.0, dx = x - cx, dy = y - cy;
        return (cx + (dx * Math.Cos(angle)) - (dy * Math.Sin(angle)), cy + (dx * Math.Sin(angle)) + (dy * Math.Cos(angle)));
    }

    // Black where nothing was, between pixels in proportion.
    private static Photo Mapped(Photo photo, Func<double, double, (double X, double Y)> from)
    {
        var result = new Photo(photo.Width, photo.Height);
        for (int i = 0; i < result.Pixels.Length; i++)
        {
            (double x, double y) = from(i / 3 % photo.Width, i / 3 / photo.Width);
            int left = (int)Math.Floor(x), top = (int)Math.Floor(y);
            double value = 0;
            for (int corner = 0; corner < 4; corner++)
            {
                int px = left + (corner & 1), py = top + (corner >> 1);
                if (px >= 0 && py >= 0 && px < photo.Width && py < photo.Height)
                    value += photo.Pixels[(((py * photo.Width) + px) * 3) + (i % 3)] * (1 - Math.Abs(x - px)) * (1 - Math.Abs(y - py));
            }
            result.Pixels[i] = (byte)Math.Round(value);
        }
        return result;
    }
}
