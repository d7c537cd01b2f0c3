using FashionNotebooks.Wardrobe.Drawing;


namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>The measures of an upper part; x is half the garment, the neck's side point is at y = 0.</summary>
internal sealed record Bodice
{
    internal double Shoulder { get; init; } = 0.5;

    internal double ShoulderDrop { get; init; } = 0.08;

    internal double Neck { get; init; } = 0.17;

    internal double NeckDepth { get; init; } = 0.14;

    internal bool VNeck { get; init; }

    internal double ArmDepth { get; init; } = 0.4;

    internal double Chest { get; init; } = 0.48;

    internal double Waist { get; init; } = 0.46;

    internal double WaistY { get; init; } = 0.75;

    internal double Hem { get; init; } = 0.48;

    internal double Length { get; init; } = 1.25;

    internal double HemCurve { get; init; } = 0.02;

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
        return [.. right.Reverse().Select(p => new Point(-p.X, p.Y)), .. right.Skip(1)];
    }

    private Outline Front(Outline from) => VNeck
        ? from.Curve(Neck * 0.62, NeckDepth * 0.42, Neck, 0)
        : from.Curve(Neck * 0.95, NeckDepth, Neck, 0);
}
