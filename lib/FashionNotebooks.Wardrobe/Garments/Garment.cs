namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>
/// What makes one garment: everything that all its photos share. The cut draws its measures from <see cref="CutSeed"/>; the named
/// properties are those in which two near-twins may differ.
/// </summary>
internal sealed record Design(string Class, double Era, ulong CutSeed, Fabric Main, Fabric Second)
{
    internal Rgb Accent { get; init; } // colour of prints, buttons and trims
    internal bool HasPrint { get; init; } // whether a print or logo is applied, and which
    internal ulong PrintSeed { get; init; }
    internal int Buttons { get; init; } // buttons in the row; 0 for none
    internal double Length { get; init; } = 1; // factor on the length that ends the garment: hem, shaft, brim, strap

    internal SplitMix Cut() => new(CutSeed);
}

/// <summary>The creases of a cloth.</summary>
/// <param name="Strength">0 for a hard thing, 1 for a shirt just taken from a drawer.</param>
/// <param name="Scale">Creases per garment unit.</param>
/// <param name="Stretch">How much longer than wide a crease is, along the y axis.</param>
internal sealed record Folds(double Strength, double Scale, double Stretch);

/// <summary>A garment laid out flat: its layers from the bottom to the top, in garment units.</summary>
internal sealed class Garment
{
    private readonly List<Part> parts = [];
    internal IReadOnlyList<Part> Parts => parts;
    internal Folds Folds { get; set; } = new(1, 2.6, 1.6);

    internal void Add(IEnumerable<Part> more) => parts.AddRange(more);

    /// <summary>A flat mark of one colour.</summary>
    internal void Mark(Rgb colour, Point[] outline, double opacity = 0.95) =>
        parts.Add(new Part(Fabric.Plain(colour), outline) { Lift = 0, Opacity = opacity });
}

/// <summary>One layer of a garment: closed outlines filled with a fabric, later layers lie on earlier ones.</summary>
internal sealed record Part(Fabric Fabric, params Point[][] Contours)
{
    internal const double UsualRound = 0.035;
    internal Point Origin { get; init; } // where the fabric's pattern starts
    internal double Grain { get; init; } // direction of the fabric's x axis

    /// <summary>How far the layer stands above what is under it: 0 for a printed mark, 1 for a cloth, 3 for a shoe.</summary>
    internal double Lift { get; init; } = 1;
    internal double Round { get; init; } = UsualRound; // width of the rounded edge in garment units
    internal double Tone { get; init; } = 1; // factor on the colour: below 1 for the inside of a garment
    internal double Folds { get; init; } = 1; // how much of the garment's folds shows
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
