namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>Sews the garment of a design, laid out as an arrangement says (where the sleeves lie, how far the legs spread).</summary>
internal abstract class Tailor(Design design, SplitMix arrangement)
{
    protected Design Design => design;
    protected Fabric Main => design.Main;
    protected Fabric Second => design.Second;
    protected Rgb Accent => design.Accent;
    protected SplitMix Cut { get; } = design.Cut(); // draws the measures, which all photos of the garment share

    /// <summary>Draws what differs from photo to photo.</summary>
    protected SplitMix Lay => arrangement;
    protected Garment Garment { get; set; } = new();

    internal static Garment Sew(Design design, SplitMix arrangement)
    {
        Tailor tailor = design.Class switch
        {
            "accessories" => new AccessoryCut(design, arrangement),
            "bags" => new BagCut(design, arrangement),
            "dress" => new DressCut(design, arrangement),
            "hat" => new HatCut(design, arrangement),
            "longsleeve" => new TopCut(design, arrangement, longSleeves: true),
            "pants" => new LegCut(design, arrangement, shorts: false),
            "shoes" => new ShoeCut(design, arrangement),
            "shorts" => new LegCut(design, arrangement, shorts: true),
            "t-shirt" => new TopCut(design, arrangement, longSleeves: false),
            _ => throw new ArgumentException($"no cut for class '{design.Class}'", nameof(design)),
        };
        tailor.Sew();
        return tailor.Garment;
    }

    protected abstract void Sew();

    protected void Add(Part part) => Garment.Add([part]);

    protected void Add(
        Fabric cloth, Point[] outline, double lift = 1, double round = Part.UsualRound, double tone = 1, double folds = 1,
            double opacity = 1) =>
        Add(new Part(cloth, outline) { Lift = lift, Round = round, Tone = tone, Folds = folds, Opacity = opacity });

    /// <summary>A stitched line, darker than the cloth.</summary>
    protected void Seam(Fabric cloth, params ReadOnlySpan<Point> path) =>
        Add(cloth, Shapes.Stroke(0.009, path), lift: 0, tone: 0.55, opacity: 0.75);

    protected void Mark(Rgb colour, Point[] outline, double opacity = 0.95) => Garment.Mark(colour, outline, opacity);

    protected void Button(Point at, double radius, Rgb colour)
    {
        Add(Fabric.Plain(colour, 0.3), Shapes.Ellipse(at.X, at.Y, radius, radius, 14), lift: 0.7, round: radius * 0.5, folds: 0);
        Mark(new Rgb(0.02f, 0.02f, 0.02f), Shapes.Ellipse(at.X, at.Y, radius * 0.3, radius * 0.3, 8), 0.6);
    }

    /// <summary>A print, where the design has one.</summary>
    protected void Motif(Point centre, double size) => Print.Apply(Garment, design, centre, size);
}
