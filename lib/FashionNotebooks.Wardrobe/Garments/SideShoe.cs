using FashionNotebooks.Wardrobe.Drawing;


namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>One shoe seen from its side, toe to the right.</summary>
internal static class SideShoe
{
    internal static void Sneaker(Garment shoe, Design design, SplitMix cut)
    {
        double collar = cut.Pick(-0.2, -0.24, -0.46) * design.Length, sole = cut.Between(0.06, 0.12);
        shoe.Add(new Part(design.Main, Shapes.Ellipse(-0.33, collar + 0.03, 0.2, 0.07)) { Tone = 0.3, Lift = 0.6, Folds = 0 });
        Point[] upper = Outline.From(-0.58, 0.2).Curve(-0.62, 0, -0.54, collar).Curve(-0.36, collar + 0.13, -0.16, collar - 0.02)
            .Curve(0.02, -0.06, 0.3, 0.0).Curve(0.62, 0.04, 0.64, 0.2).Closed();
        shoe.Add(new Part(design.Main, upper) { Lift = 1.8, Round = 0.07 });
        shoe.Add(new Part(design.Second, Outline.From(0.34, 0.02).Curve(0.62, 0.05, 0.64, 0.2).Line(0.36, 0.2).Curve(0.3, 0.1, 0.34, 0.02).Closed()) { Lift = 0.3, Round = 0.02 });
        shoe.Add(new Part(design.Second, Outline.From(-0.59, 0.2).Curve(-0.62, 0, -0.55, collar * 0.6).Curve(-0.46, 0, -0.4, 0.2).Closed()) { Lift = 0.3, Round = 0.02 });
        for (int i = 0; i < 5; i++)
        {
            Point at = Point.Lerp(new(-0.12, collar + 0.06), new(0.24, 0.02), i / 4.0);
            shoe.Add(new Part(Fabric.Plain(design.Accent), Shapes.Stroke(0.016, at, at + new Point(-0.1, 0.09))) { Lift = 0.4, Round = 0.01 });
        }
        if (design.HasPrint)
            shoe.Mark(design.Accent, Outline.From(-0.3, 0.14).Curve(-0.05, 0.2, 0.2, 0.02).Line(0.2, 0.05).Curve(0, 0.24, -0.3, 0.14).Closed());
        else
            Stripes(shoe, design.Accent, Math.Clamp(design.Buttons, 0, 3));
        Sole(shoe, Fabric.Plain(cut.Chance(0.7) ? Palette.White : design.Second.Base), sole, 0);
    }

    internal static void Boot(Garment shoe, Design design, SplitMix cut)
    {
        double shaft = -cut.Between(0.55, 1.15) * design.Length, wide = cut.Between(0.17, 0.22), heel = cut.Between(0.05, 0.2);
        shoe.Add(new Part(design.Main, Shapes.Ellipse(-0.34, shaft, wide, 0.05)) { Tone = 0.3, Lift = 0.6, Folds = 0 });
        Point[] upper = Outline.From(-0.56, 0.22).Curve(-0.56, -0.15, -0.34 - wide, shaft).Curve(-0.34, shaft + 0.05, -0.34 + wide, shaft)
            .Curve(-0.2, -0.2, -0.06, -0.12).Curve(0.2, -0.06, 0.36, 0.0).Curve(0.6, 0.06, 0.6, 0.22).Closed();
        shoe.Add(new Part(design.Main, upper) { Lift = 2, Round = 0.08, Folds = 1.6 });
        if (cut.Chance(0.5))
        {
            for (int i = 0; i < 7; i++)
            {
                Point at = Point.Lerp(new(-0.2, shaft * 0.8), new(0.14, -0.08), i / 6.0);
                shoe.Add(new Part(Fabric.Plain(design.Accent), Shapes.Stroke(0.013, at, at + new Point(-0.12, 0.04))) { Lift = 0.4, Round = 0.01 });
            }
        }
        else
        {
            shoe.Add(new Part(Fabric.Plain(Palette.Steel), Shapes.Stroke(0.01, new(-0.38, shaft + 0.05), new(-0.36, 0.1))) { Lift = 0.3, Round = 0.01 });
            shoe.Add(new Part(design.Second, Shapes.Stroke(0.03, new(-0.56, -0.05), new(-0.3, 0.0), new(0.02, -0.1))) { Lift = 0.6, Round = 0.015 });
        }
        Sole(shoe, Fabric.Plain(Palette.Black * 1.6), 0.05, heel);
    }

    internal static void Heel(Garment shoe, Design design, SplitMix cut)
    {
        double height = cut.Between(0.2, 0.46) * design.Length, thick = cut.Between(0.02, 0.1), back = 0.22 - height;
        shoe.Add(new Part(design.Second, Outline.From(-0.58, back + 0.08).Line(-0.36, back + 0.16).Curve(-0.5, 0.1, -0.54 + thick, 0.24).Line(-0.57, 0.24).Curve(-0.56, 0.05, -0.58, back + 0.08).Closed()) { Lift = 1.2, Round = 0.03 });
        shoe.Add(new Part(design.Main, Outline.From(-0.5, back - 0.14).Curve(-0.1, back + 0.12, 0.24, 0.0).Curve(0.0, 0.2, -0.5, back - 0.02).Closed()) { Tone = 0.4, Lift = 0.3, Folds = 0 });
        Point[] upper = Outline.From(-0.58, back + 0.1).Curve(-0.62, back - 0.06, -0.54, back - 0.16)
            .Curve(-0.3, back + 0.06, -0.02, 0.1).Curve(0.12, 0.06, 0.2, -0.02).Curve(0.5, 0.08, 0.64, 0.2).Curve(0.62, 0.24, 0.4, 0.24)
            .Curve(0.1, 0.26, -0.14, 0.16 - (height * 0.15)).Curve(-0.4, back + 0.16, -0.58, back + 0.1).Closed();
        shoe.Add(new Part(design.Main, upper) { Lift = 1.8, Round = 0.06 });
        if (cut.Chance(0.4))
            shoe.Add(new Part(design.Main, Shapes.Ribbon([new(-0.54, back - 0.12), new(-0.4, back - 0.3), new(-0.24, back - 0.22), new(-0.2, back + 0.0)], [0.02, 0.02])) { Lift = 0.8, Round = 0.015 });
        if (design.HasPrint)
            shoe.Button(new Point(0.26, 0.05), 0.05, design.Accent);
    }

    private static void Stripes(Garment shoe, Rgb ink, int count)
    {
        for (int i = 0; i < count; i++)
            shoe.Mark(ink, Shapes.Stroke(0.02, new(-0.22 + (0.1 * i), 0.17), new(-0.14 + (0.1 * i), 0.0)));
    }

    private static void Sole(Garment shoe, Fabric rubber, double thickness, double heel)
    {
        Point[] sole = Outline.From(-0.6, 0.18).Line(0.62, 0.18).Curve(0.7, 0.2, 0.62, 0.19 + thickness).Line(-0.1, 0.19 + thickness)
            .Line(-0.22, 0.19 + thickness + heel).Line(-0.56, 0.19 + thickness + heel).Curve(-0.62, 0.24, -0.6, 0.18).Closed();
        shoe.Add(new Part(rubber, sole) { Lift = 1, Round = 0.02, Folds = 0 });
        shoe.Seam(rubber, new(-0.56, 0.19 + (thickness * 0.5)), new(0.0, 0.19 + (thickness * 0.5)), new(0.6, 0.19 + (thickness * 0.4)));
    }
}
