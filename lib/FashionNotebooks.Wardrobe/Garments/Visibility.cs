namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>
/// Whether photos can show what sets two designs of one cut apart, measured on the garments as they are sewn, without drawing them.
/// </summary>
internal static class Visibility
{
    private const int Arrangements = 4;

    // Shares of the frame, which a garment fills to about this.
    private const double Fill = 0.86, LeastMarks = 0.0015, LeastReach = 0.07;

    // How far two colours must be apart, over three channels as a screen shows them.
    private const double LeastContrast = 0.4;

    // Of a part that makes up this share of the garment, the outline must change by this factor (in logarithms): the way it lies changes
    // it, too.
    private const double LeastPart = 0.25, LeastShape = 0.17, LeastCloth = 0.3, LeastWidth = 0.17;

    /// <summary>Whether the change shows, in the mean over some ways to lay the garment down.</summary>
    internal static bool Shows(Design a, Design b, TwinDetail detail) => Enumerable.Range(1, Arrangements).Average(seed =>
    {
        IReadOnlyList<Part> first = Tailor.Sew(a, new SplitMix((ulong)seed)).Parts, second = Tailor.Sew(b, new SplitMix((ulong)seed)).Parts;
        return detail switch
        {
            TwinDetail.Pattern => Contrast(a.Main.Base, a.Main.Second) < LeastContrast ? 0 : Cloth(first, a.Main) / LeastCloth,
            TwinDetail.Hem => Reshaped(first, second) / LeastShape,
            // Two rows of buttons differ by their number, whatever their places.
            TwinDetail.Buttons => Math.Abs(Marks(first, second, a.Main.Base) - Marks(second, first, a.Main.Base)) / LeastMarks,
            _ => (Marks(first, second, a.Main.Base) + Marks(second, first, a.Main.Base)) / LeastMarks,
        };
    }) >= 1;

    /// <summary>The share of the garment of its largest part of this cloth that is wide enough for a pattern.</summary>
    private static double Cloth(IReadOnlyList<Part> parts, Fabric cloth) => parts
        .Where(part => part.Fabric.Pattern == cloth.Pattern && part.Fabric.Frequency == cloth.Frequency && Width(part) > LeastWidth)
        .Select(part => Share(part, parts)).DefaultIfEmpty(0).Max();

    /// <summary>How far the height over the width of a large part changes most, in logarithms.</summary>
    private static double Reshaped(IReadOnlyList<Part> first, IReadOnlyList<Part> second) => first.Zip(second)
        .Where(pair => Share(pair.First, first) > LeastPart).Select(pair => Math.Abs(Shape(pair.First) - Shape(pair.Second)))
            .DefaultIfEmpty(0).Max();

    /// <summary>
    /// The share of the frame of the parts that only one garment has; 0 when they are too near to the cloth's colour or too close together.
    /// </summary>
    private static double Marks(IReadOnlyList<Part> garment, IReadOnlyList<Part> other, Rgb cloth)
    {
        var known = other.Select(Key).ToHashSet();
        Part[] marks = [.. garment.Where(part => !known.Contains(Key(part)) && Contrast(part.Fabric.Base, cloth) > LeastContrast)];
        double scale = Fill / Span(Whole(garment));
        return marks.Length == 0 || Span(Whole(marks)) * scale < LeastReach ? 0 : marks.Sum(Area) * scale * scale;
    }

    private static double Contrast(Rgb a, Rgb b) => Math.Abs(Math.Sqrt(a.R) - Math.Sqrt(b.R)) + Math.Abs(Math.Sqrt(a.G) - Math.Sqrt(b.G))
        + Math.Abs(Math.Sqrt(a.B) - Math.Sqrt(b.B));

    private static (Rgb, int, Point, Point) Key(Part part) =>
        (part.Fabric.Base, part.Contours[0].Length, part.Contours[0][0], part.Contours[0][^1]);

    private static double Share(Part part, IReadOnlyList<Part> parts) => Size(Box(part)) / Size(Whole(parts));

    private static double Size((Point Low, Point High) box) => (box.High.X - box.Low.X) * (box.High.Y - box.Low.Y);

    private static double Span((Point Low, Point High) box) => Math.Max(box.High.X - box.Low.X, box.High.Y - box.Low.Y);

    private static double Shape(Part part)
    {
        var (low, high) = Box(part);
        return Math.Log((high.Y - low.Y) / (high.X - low.X));
    }

    private static (Point Low, Point High) Whole(IEnumerable<Part> parts) => Box(parts.SelectMany(part => part.Contours[0]));

    private static (Point Low, Point High) Box(Part part) => Box(part.Contours[0]);

    private static (Point Low, Point High) Box(IEnumerable<Point> points)
    {
        Point[] all = [.. points];
        return (new Point(all.Min(p => p.X), all.Min(p => p.Y)), new Point(all.Max(p => p.X), all.Max(p => p.Y)));
    }

    /// <summary>How wide a strip of its area and outline is, in garment units: a belt shows no pattern.</summary>
    private static double Width(Part part)
    {
        Point[] points = part.Contours[0];
        return 2 * Area(part) / points.Zip(points.Skip(1).Append(points[0]), (p, q) => (q - p).Length).Sum();
    }

    private static double Area(Part part)
    {
        Point[] points = part.Contours[0];
        double twice = 0;
        for (int i = 0; i < points.Length; i++)
        {
            Point p = points[i], q = points[(i + 1) % points.Length];
            twice += (p.X * q.Y) - (q.X * p.Y);
        }
        return Math.Abs(twice) / 2;
    }
}
