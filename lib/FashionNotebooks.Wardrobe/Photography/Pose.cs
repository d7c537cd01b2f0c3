namespace FashionNotebooks.Wardrobe.Photography;

/// <summary>
/// Where a garment lies in the frame: garment units are bent by a slow noise (nothing lies straight), turned, scaled, seen in perspective
/// and moved. Frame units run from 0 to 1 over the photo.
/// </summary>
internal sealed class Pose
{
    private readonly double cosine, sine;

    internal Pose(Point middle, double scale, double angle) =>
        (Middle, Scale, cosine, sine) = (middle, scale, Elementary.Cos(angle), Elementary.Sin(angle));

    /// <summary>Frame units are garment units: for things placed directly in the frame.</summary>
    internal static Pose Frame { get; } = new(new Point(0.5, 0.5), 1, 0);
    internal Point Middle { get; } // the garment point that lies in the middle
    internal double Scale { get; } // frame units per garment unit
    internal Point Shift { get; init; }
    internal Point Tilt { get; init; }
    internal double Bend { get; init; }
    internal uint BendSeed { get; init; }

    internal Point ToFrame(Point garment)
    {
        Point p = garment + Warp(garment) - Middle;
        Point turned = new Point((p.X * cosine) - (p.Y * sine), (p.X * sine) + (p.Y * cosine)) * Scale;
        double w = 1 + (turned.X * Tilt.X) + (turned.Y * Tilt.Y);
        return (turned * (1 / w)) + Shift + new Point(0.5, 0.5);
    }

    internal Point ToGarment(Point frame)
    {
        Point f = frame - Shift - new Point(0.5, 0.5);
        Point turned = f * (1 / ((1 - (f.X * Tilt.X) - (f.Y * Tilt.Y)) * Scale));
        Point p = new Point((turned.X * cosine) + (turned.Y * sine), (turned.Y * cosine) - (turned.X * sine)) + Middle;
        return p - Warp(p);
    }

    private Point Warp(Point p) => Bend == 0 ? default : new Point(
        Bend * (Noise.At((p.X * 1.3) + 5.3, (p.Y * 1.3) + 1.7, BendSeed) - 0.5),
        Bend * (Noise.At((p.X * 1.3) - 8.1, (p.Y * 1.3) + 9.2, BendSeed + 1) - 0.5));
}
