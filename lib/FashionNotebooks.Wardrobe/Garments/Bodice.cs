namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>The measures of an upper part; x is half the garment, the neck's side point is at y = 0.</summary>
internal sealed record Bodice(
    double Shoulder = 0.5, double ShoulderDrop = 0.08, double Neck = 0.17, double NeckDepth = 0.14, bool VNeck = false,
        double ArmDepth = 0.4, double Chest = 0.48,
    double Waist = 0.46, double WaistY = 0.75, double Hem = 0.48, double Length = 1.25, double HemCurve = 0.02)
{
    internal Point Tip => new(Shoulder, ShoulderDrop);
    internal Point Armpit => new(Chest, ArmDepth);

    internal Point[] Body() => Front(Outline.From(0, NeckDepth)).Line(Shoulder, ShoulderDrop)
        .Curve(Math.Min(Shoulder, Chest) * 0.9, ArmDepth * 0.65, Chest, ArmDepth)
        .Curve(Waist * 0.99, (ArmDepth + WaistY) / 2, Waist, WaistY)
        .Curve(Elementary.Lerp(Waist, Hem, 0.35), Elementary.Lerp(WaistY, Length, 0.5), Hem, Length)
        .Curve(Hem * 0.5, Length + HemCurve, 0, Length + HemCurve)
        .Mirrored();

    /// <summary>The inside of the back, seen through the neckline.</summary>
    internal Point[] Back() => Front(Outline.From(0, NeckDepth + 0.03)).Curve(Neck * 0.6, 0.045, 0, 0.045).Mirrored();

    /// <summary>The front neckline from its left end to its right end.</summary>
    internal Point[] Neckline()
    {
        Point[] right = Front(Outline.From(0, NeckDepth)).Closed();
        return [.. right.Reverse().Select(p => p.Mirrored), .. right.Skip(1)];
    }

    private Outline Front(Outline from) => VNeck
        ? from.Curve(Neck * 0.62, NeckDepth * 0.42, Neck, 0)
        : from.Curve(Neck * 0.95, NeckDepth, Neck, 0);
}

/// <summary>A right sleeve on a bodice; the left one is its mirror image with its own angles.</summary>
/// <param name="Body">What the sleeve is sewn to.</param>
/// <param name="Length">From the middle of the armhole to the cuff.</param>
/// <param name="Cuff">Half width at the cuff.</param>
/// <param name="Angle">Direction of the upper arm: 0 = sideways, π/2 = down.</param>
/// <param name="Bend">Turn at the elbow.</param>
internal sealed record Sleeve(Bodice Body, double Length, double Cuff, double Angle, double Bend)
{
    private Point Middle => Point.Lerp(Body.Tip, Body.Armpit, 0.5) - new Point(0.02, 0);
    private Point Upper => Point.Toward(Angle);
    private Point Lower => Point.Toward(Angle + Bend);
    private Point Elbow => Middle + (Upper * (Length / 2));
    private Point End => Elbow + (Lower * (Length / 2));

    internal Part ToPart(Fabric fabric, bool left)
    {
        double arm = (Body.Tip - Body.Armpit).Length / 2, middle = (arm + Cuff) * 0.52;
        Point outerCuff = End - (Lower.Normal * Cuff), innerCuff = End + (Lower.Normal * Cuff);
        Point[] outline = Outline.From(Body.Tip.X - 0.06, Body.Tip.Y - 0.008).Line(Body.Tip.X, Body.Tip.Y)
            .Curve(Elbow - (Upper.Normal * middle * 1.15), outerCuff)
            .Line(innerCuff.X, innerCuff.Y)
            .Curve(Elbow + (Upper.Normal * middle), Body.Armpit)
            .Line(Body.Armpit.X - 0.08, Body.Armpit.Y)
            .Closed();
        return Placed(new Part(fabric, outline) { Origin = Middle, Grain = Angle - (Math.PI / 2) }, left);
    }

    /// <summary>A band around the end of the sleeve, <paramref name="depth"/> wide.</summary>
    internal Part Band(Fabric fabric, double depth, bool left)
    {
        Point side = Lower.Normal * (Cuff * 1.02), back = End - (Lower * depth);
        Point[] outline = [End + side, End - side, back - (side * 1.06), back + (side * 1.06)];
        return Placed(new Part(fabric, outline) { Lift = 0.4, Origin = End, Grain = Angle + Bend - (Math.PI / 2) }, left);
    }

    private static Part Placed(Part part, bool left) => left ? part.Moved(p => p.Mirrored) : part;
}
