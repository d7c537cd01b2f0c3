using FashionNotebooks.Wardrobe.Drawing;


namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>One layer of a garment: closed outlines filled with a fabric, later layers lie on earlier ones.</summary>
internal sealed record Part(Fabric Fabric, params Point[][] Contours)
{
    /// <summary>Where the fabric's pattern starts.</summary>
    internal Point Origin { get; init; }

    /// <summary>Direction of the fabric's x axis.</summary>
    internal double Grain { get; init; }

    /// <summary>How far the layer stands above what is under it: 0 for a printed mark, 1 for a cloth, 3 for a shoe.</summary>
    internal double Lift { get; init; } = 1;

    /// <summary>Width of the rounded edge in garment units.</summary>
    internal double Round { get; init; } = 0.035;

    /// <summary>Factor on the colour: below 1 for the inside of a garment.</summary>
    internal double Tone { get; init; } = 1;

    /// <summary>How much of the garment's folds shows.</summary>
    internal double Folds { get; init; } = 1;

    internal double Opacity { get; init; } = 1;

    internal Part Moved(Func<Point, Point> move) => this with
    {
        Contours = [.. Contours.Select(contour => contour.Select(move).ToArray())],
        Origin = move(Origin),
        Grain = Angle(move(Origin + Point.Toward(Grain)) - move(Origin)),
    };

    /// <summary>Polynomial arc tangent of the direction, good to 0.005 rad: enough to turn a pattern.</summary>
    private static double Angle(Point direction)
    {
        double ax = Math.Abs(direction.X), ay = Math.Abs(direction.Y);
        double ratio = Math.Min(ax, ay) / Math.Max(Math.Max(ax, ay), 1e-12);
        double angle = ratio * (1.0584 - (0.273 * ratio));
        if (ay > ax)
            angle = (Math.PI / 2) - angle;
        if (direction.X < 0)
            angle = Math.PI - angle;
        return direction.Y < 0 ? -angle : angle;
    }
}
