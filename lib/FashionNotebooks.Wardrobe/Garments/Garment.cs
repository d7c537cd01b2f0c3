using FashionNotebooks.Wardrobe.Drawing;


namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>A garment laid out flat: its layers from the bottom to the top, in garment units.</summary>
internal sealed class Garment
{
    private readonly List<Part> parts = [];

    internal IReadOnlyList<Part> Parts => parts;

    /// <summary>How the cloth creases: strength, repeats per unit and how much the folds are drawn out downward.</summary>
    internal Folds Folds { get; init; } = new(1, 2.6, 1.6);

    internal void Add(Part part) => parts.Add(part);

    internal void Add(IEnumerable<Part> more) => parts.AddRange(more);

    /// <summary>A stitched line, darker than the cloth.</summary>
    internal void Seam(Fabric cloth, params ReadOnlySpan<Point> path) =>
        Add(new Part(cloth, Shapes.Stroke(0.009, path)) { Lift = 0, Tone = 0.55, Opacity = 0.75 });

    /// <summary>A flat mark of one colour.</summary>
    internal void Mark(Rgb colour, Point[] outline, double opacity = 0.95) =>
        Add(new Part(Fabric.Plain(colour), outline) { Lift = 0, Opacity = opacity });

    internal void Button(Point at, double radius, Rgb colour)
    {
        Add(new Part(Fabric.Plain(colour, 0.3), Shapes.Ellipse(at.X, at.Y, radius, radius, 14)) { Lift = 0.7, Round = radius * 0.5, Folds = 0 });
        Mark(new Rgb(0.02f, 0.02f, 0.02f), Shapes.Ellipse(at.X, at.Y, radius * 0.3, radius * 0.3, 8), 0.6);
    }
}
