using FashionNotebooks.Wardrobe.Drawing;


namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>One right shoe seen from above, toe up.</summary>
internal static class TopShoe
{
    internal static void Sew(Garment shoe, Design design, SplitMix cut, int kind)
    {
        double point = cut.Between(0.62, 0.74);
        switch (kind)
        {
            case 3:
                Laced(shoe, design, point);
                break;
            case 4:
                Sandal(shoe, design, cut, point);
                break;
            default:
                SlipOn(shoe, design, cut, point);
                break;
        }
    }

    /// <summary>The print of a right foot, <paramref name="grow"/> wider on every side.</summary>
    private static Point[] Foot(double point, double grow) => Outline.From(-0.02, -point - grow)
        .Curve(0.2 + grow, -point - grow, 0.22 + grow, -0.28).Curve(0.22 + grow, 0.05, 0.16 + grow, 0.3)
        .Curve(0.16 + grow, 0.62 + grow, 0, 0.62 + grow).Curve(-0.17 - grow, 0.62 + grow, -0.16 - grow, 0.3)
        .Curve(-0.14 - grow, 0, -0.19 - grow, -0.28).Curve(-0.2 - grow, -point - grow, -0.02, -point - grow).Closed();

    private static void Laced(Garment shoe, Design design, double point)
    {
        shoe.Add(new Part(Fabric.Plain(Palette.White), Foot(point, 0.03)) { Lift = 1.2, Round = 0.03, Folds = 0 });
        shoe.Add(new Part(design.Main, Foot(point, -0.005)) { Lift = 1.8, Round = 0.08 });
        shoe.Add(new Part(design.Second, Outline.From(-0.17, -0.36).Curve(0, -0.46, 0.19, -0.36).Curve(0.18, -point, -0.02, -point).Curve(-0.17, -point, -0.17, -0.36).Closed()) { Lift = 0.4, Round = 0.03 });
        shoe.Add(new Part(design.Main, Shapes.Ellipse(0, 0.34, 0.115, 0.22)) { Tone = 0.22, Lift = 0, Folds = 0 });
        shoe.Add(new Part(design.Second, Shapes.Box(0, -0.06, 0.075, 0.27, 0.5)) { Lift = 0.5, Round = 0.03, Tone = 0.9 });
        for (int i = 0; i < 5; i++)
        {
            double y = Elementary.Lerp(-0.3, 0.08, i / 4.0);
            shoe.Add(new Part(Fabric.Plain(design.Accent), Shapes.Stroke(0.015, new(-0.1, y), new(0.1, y + 0.03))) { Lift = 0.5, Round = 0.01 });
        }
        for (int i = 0; i < Math.Min(design.Buttons, 3); i++)
            shoe.Mark(design.Accent, Shapes.Stroke(0.016, new(0.2, 0.0 + (0.09 * i)), new(0.13, 0.02 + (0.09 * i))));
        if (design.HasPrint)
            shoe.Mark(design.Accent, Shapes.Star(new Point(0, -0.52), 0.08, 0.04, 5, 0));
    }

    private static void Sandal(Garment shoe, Design design, SplitMix cut, double point)
    {
        shoe.Add(new Part(design.Second, Foot(point, 0.02)) { Lift = 1.2, Round = 0.03, Folds = 0 });
        shoe.Add(new Part(design.Second, Foot(point, -0.02)) { Lift = 0, Round = 0.05, Folds = 0, Tone = 0.8 });
        double width = cut.Between(0.03, 0.05);
        if (cut.Chance(0.5))
        {
            Point toe = new(-0.03, -0.42);
            shoe.Add(new Part(design.Main, Shapes.Ribbon([toe, new(0.12, -0.2), new(0.19, 0.08 * design.Length)], [width * 0.6, width])) { Lift = 1.6, Round = 0.02 });
            shoe.Add(new Part(design.Main, Shapes.Ribbon([toe, new(-0.12, -0.2), new(-0.16, 0.08 * design.Length)], [width * 0.6, width])) { Lift = 1.6, Round = 0.02 });
            if (design.HasPrint)
                shoe.Button(toe, 0.045, design.Accent);
            return;
        }
        foreach (double y in new[] { -0.38, -0.12, 0.3 })
            shoe.Add(new Part(design.Main, Shapes.Ribbon([new(-0.21, y + 0.05), new(0, y - 0.02), new(0.23, y + 0.04)], [width * 1.4, width * 1.6, width * 1.4])) { Lift = 1.6, Round = 0.03 });
        shoe.Button(new Point(0.14, 0.3), 0.04, Palette.Brass);
        if (design.HasPrint)
            shoe.Button(new Point(0, -0.4), 0.05, design.Accent);
    }

    private static void SlipOn(Garment shoe, Design design, SplitMix cut, double point)
    {
        shoe.Add(new Part(Fabric.Plain(Palette.Black * 2), Foot(point, 0.012)) { Lift = 1, Round = 0.02, Folds = 0 });
        shoe.Add(new Part(design.Main, Foot(point, 0)) { Lift = 1.8, Round = 0.07 });
        double opening = cut.Between(0.3, 0.42) * design.Length;
        shoe.Add(new Part(design.Second, Shapes.Ellipse(0, 0.2, 0.13, opening)) { Lift = 0, Folds = 0, Tone = 0.45 });
        shoe.Add(new Part(design.Second, Shapes.Ellipse(0.01, 0.3, 0.1, opening * 0.7)) { Lift = 0, Folds = 0, Tone = 0.75 });
        double y = 0.2 - opening - 0.05;
        if (cut.Chance(0.5))
        {
            shoe.Add(new Part(design.Main, Shapes.Star(new Point(0, y), 0.12, 0.03, 2, 0)) { Lift = 1, Round = 0.02, Tone = 1.1 });
            shoe.Button(new Point(0, y), 0.03, design.Accent);
        }
        else
        {
            shoe.Add(new Part(design.Main, Shapes.Stroke(0.035, new(-0.17, y + 0.03), new(0, y), new(0.19, y + 0.03))) { Lift = 0.6, Round = 0.015 });
            if (design.HasPrint)
                shoe.Mark(design.Accent, Shapes.Box(0, y, 0.05, 0.022));
        }
    }
}
