namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>
/// Pairs of shoes: from their sides (toe to the right) sneakers, boots and heels; from above (toe up) laced ones, sandals and slip-ons.
/// </summary>
internal sealed class ShoeCut(Design design, SplitMix arrangement) : Tailor(design, arrangement)
{
    protected override void Sew()
    {
        Action[] kinds = [Sneaker, Boot, Heel, Laced, Sandal, SlipOn];
        int kind = Cut.Pick(0, 0, 0, 1, 1, 2, 3, 3, 4, 5);
        bool above = kind >= 3;
        kinds[kind]();
        Part[] one = [.. Garment.Parts];
        var pair = new Garment { Folds = new(0.35, 3.5, 1) };
        double turn = 0.12 * Lay.Normal();
        if (!Lay.Chance(0.12))
        {
            Point shift = above ? new(-Lay.Between(0.5, 0.6), 0.1 * Lay.Normal()) : new(Lay.Between(-0.3, 0.3), -Lay.Between(0.3, 0.5));
            pair.Add(one.Select(part => part.Moved(p => (above ? p.Mirrored : p).Turned(-turn) + shift)));
        }
        pair.Add(one.Select(part => part.Moved(p => p.Turned(turn))));
        Garment = pair;
    }

    private void Sneaker()
    {
        double collar = Cut.Pick(-0.2, -0.24, -0.46) * Design.Length, sole = Cut.Between(0.06, 0.12);
        Add(Main, Shapes.Ellipse(-0.33, collar + 0.03, 0.2, 0.07), tone: 0.3, lift: 0.6, folds: 0);
        Point[] upper = Outline.From(-0.58, 0.2).Curve(-0.62, 0, -0.54, collar).Curve(-0.36, collar + 0.13, -0.16, collar - 0.02)
            .Curve(0.02, -0.06, 0.3, 0.0).Curve(0.62, 0.04, 0.64, 0.2).Closed();
        Add(Main, upper, lift: 1.8, round: 0.07);
        Add(Second, Outline.From(0.34, 0.02).Curve(0.62, 0.05, 0.64, 0.2).Line(0.36, 0.2).Curve(0.3, 0.1, 0.34, 0.02).Closed(), lift: 0.3,
            round: 0.02);
        Add(Second, Outline.From(-0.59, 0.2).Curve(-0.62, 0, -0.55, collar * 0.6).Curve(-0.46, 0, -0.4, 0.2).Closed(), lift: 0.3,
            round: 0.02);
        Laces(5, 0.016, new(-0.12, collar + 0.06), new(0.24, 0.02), new(-0.1, 0.09), 0.4);
        if (Design.HasPrint)
            Mark(Accent, Outline.From(-0.3, 0.14).Curve(-0.05, 0.2, 0.2, 0.02).Line(0.2, 0.05).Curve(0, 0.24, -0.3, 0.14).Closed());
        else
            Stripes(Accent, Math.Clamp(Design.Buttons, 0, 3));
        Sole(Fabric.Plain(Cut.Chance(0.7) ? Palette.White : Second.Base), sole, 0);
    }

    private void Boot()
    {
        double shaft = -Cut.Between(0.55, 1.15) * Design.Length, wide = Cut.Between(0.17, 0.22), heel = Cut.Between(0.05, 0.2);
        Add(Main, Shapes.Ellipse(-0.34, shaft, wide, 0.05), tone: 0.3, lift: 0.6, folds: 0);
        Point[] upper = Outline.From(-0.56, 0.22).Curve(-0.56, -0.15, -0.34 - wide, shaft).Curve(-0.34, shaft + 0.05, -0.34 + wide, shaft)
            .Curve(-0.2, -0.2, -0.06, -0.12).Curve(0.2, -0.06, 0.36, 0.0).Curve(0.6, 0.06, 0.6, 0.22).Closed();
        Add(Main, upper, lift: 2, round: 0.08, folds: 1.6);
        if (Cut.Chance(0.5))
        {
            Laces(7, 0.013, new(-0.2, shaft * 0.8), new(0.14, -0.08), new(-0.12, 0.04), 0.4);
        }
        else
        {
            Add(Fabric.Plain(Palette.Steel), Shapes.Stroke(0.01, new(-0.38, shaft + 0.05), new(-0.36, 0.1)), lift: 0.3, round: 0.01);
            Add(Second, Shapes.Stroke(0.03, new(-0.56, -0.05), new(-0.3, 0.0), new(0.02, -0.1)), lift: 0.6, round: 0.015);
        }
        Sole(Fabric.Plain(Palette.Black * 1.6), 0.05, heel);
    }

    private void Heel()
    {
        double height = Cut.Between(0.2, 0.46) * Design.Length, thick = Cut.Between(0.02, 0.1), back = 0.22 - height;
        Add(Second, Outline.From(-0.58, back + 0.08).Line(-0.36, back + 0.16).Curve(-0.5, 0.1, -0.54 + thick, 0.24).Line(-0.57, 0.24)
            .Curve(-0.56, 0.05, -0.58, back + 0.08).Closed(), lift: 1.2, round: 0.03);
        Add(Main, Outline.From(-0.5, back - 0.14).Curve(-0.1, back + 0.12, 0.24, 0.0).Curve(0.0, 0.2, -0.5, back - 0.02).Closed(),
            tone: 0.4, lift: 0.3, folds: 0);
        Point[] upper = Outline.From(-0.58, back + 0.1).Curve(-0.62, back - 0.06, -0.54, back - 0.16)
            .Curve(-0.3, back + 0.06, -0.02, 0.1).Curve(0.12, 0.06, 0.2, -0.02).Curve(0.5, 0.08, 0.64, 0.2).Curve(0.62, 0.24, 0.4, 0.24)
            .Curve(0.1, 0.26, -0.14, 0.16 - (height * 0.15)).Curve(-0.4, back + 0.16, -0.58, back + 0.1).Closed();
        Add(Main, upper, lift: 1.8, round: 0.06);
        if (Cut.Chance(0.4))
            Add(Main, Shapes.Stroke(0.02, new(-0.54, back - 0.12), new(-0.4, back - 0.3), new(-0.24, back - 0.22), new(-0.2, back)),
                lift: 0.8, round: 0.015);
        if (Design.HasPrint)
            Button(new Point(0.26, 0.05), 0.05, Accent);
    }

    /// <summary>Laces that begin evenly between two points and all go the same way.</summary>
    private void Laces(int count, double half, Point first, Point last, Point across, double lift)
    {
        for (int i = 0; i < count; i++)
        {
            Point from = Point.Lerp(first, last, i / (count - 1.0));
            Add(Fabric.Plain(Accent), Shapes.Stroke(half, from, from + across), lift: lift, round: 0.01);
        }
    }

    private void Stripes(Rgb ink, int count)
    {
        for (int i = 0; i < count; i++)
            Mark(ink, Shapes.Stroke(0.02, new(-0.22 + (0.1 * i), 0.17), new(-0.14 + (0.1 * i), 0.0)));
    }

    private void Sole(Fabric rubber, double thickness, double heel)
    {
        Point[] sole = Outline.From(-0.6, 0.18).Line(0.62, 0.18).Curve(0.7, 0.2, 0.62, 0.19 + thickness).Line(-0.1, 0.19 + thickness)
            .Line(-0.22, 0.19 + thickness + heel).Line(-0.56, 0.19 + thickness + heel).Curve(-0.62, 0.24, -0.6, 0.18).Closed();
        Add(rubber, sole, lift: 1, round: 0.02, folds: 0);
        Seam(rubber, new(-0.56, 0.19 + (thickness * 0.5)), new(0.0, 0.19 + (thickness * 0.5)), new(0.6, 0.19 + (thickness * 0.4)));
    }

    /// <summary>The print of a right foot, <paramref name="grow"/> wider on every side.</summary>
    private static Point[] Foot(double point, double grow) => Outline.From(-0.02, -point - grow)
        .Curve(0.2 + grow, -point - grow, 0.22 + grow, -0.28).Curve(0.22 + grow, 0.05, 0.16 + grow, 0.3)
        .Curve(0.16 + grow, 0.62 + grow, 0, 0.62 + grow).Curve(-0.17 - grow, 0.62 + grow, -0.16 - grow, 0.3)
        .Curve(-0.14 - grow, 0, -0.19 - grow, -0.28).Curve(-0.2 - grow, -point - grow, -0.02, -point - grow).Closed();

    private void Laced()
    {
        double point = Cut.Between(0.62, 0.74);
        Add(Fabric.Plain(Palette.White), Foot(point, 0.03), lift: 1.2, round: 0.03, folds: 0);
        Add(Main, Foot(point, -0.005), lift: 1.8, round: 0.08);
        Add(Second, Outline.From(-0.17, -0.36).Curve(0, -0.46, 0.19, -0.36).Curve(0.18, -point, -0.02, -point)
            .Curve(-0.17, -point, -0.17, -0.36).Closed(), lift: 0.4, round: 0.03);
        Add(Main, Shapes.Ellipse(0, 0.34, 0.115, 0.22), tone: 0.22, lift: 0, folds: 0);
        Add(Second, Shapes.Box(0, -0.06, 0.075, 0.27, 0.5), lift: 0.5, round: 0.03, tone: 0.9);
        Laces(5, 0.015, new(-0.1, -0.3), new(-0.1, 0.08), new(0.2, 0.03), 0.5);
        for (int i = 0; i < Math.Min(Design.Buttons, 3); i++)
            Mark(Accent, Shapes.Stroke(0.016, new(0.2, 0.0 + (0.09 * i)), new(0.13, 0.02 + (0.09 * i))));
        if (Design.HasPrint)
            Mark(Accent, Shapes.Star(new Point(0, -0.52), 0.08, 0.04, 5, 0));
    }

    private void Sandal()
    {
        double point = Cut.Between(0.62, 0.74);
        Add(Second, Foot(point, 0.02), lift: 1.2, round: 0.03, folds: 0);
        Add(Second, Foot(point, -0.02), lift: 0, round: 0.05, folds: 0, tone: 0.8);
        double width = Cut.Between(0.03, 0.05);
        if (Cut.Chance(0.5))
        {
            Point toe = new(-0.03, -0.42);
            Add(Main, Shapes.Ribbon([toe, new(0.12, -0.2), new(0.19, 0.08 * Design.Length)], [width * 0.6, width]), lift: 1.6, round: 0.02);
            Add(Main, Shapes.Ribbon([toe, new(-0.12, -0.2), new(-0.16, 0.08 * Design.Length)], [width * 0.6, width]), lift: 1.6,
                round: 0.02);
            if (Design.HasPrint)
                Button(toe, 0.045, Accent);
            return;
        }
        foreach (double y in new[] { -0.38, -0.12, 0.3 })
            Add(Main, Shapes.Ribbon([new(-0.21, y + 0.05), new(0, y - 0.02), new(0.23, y + 0.04)],
                [width * 1.4, width * 1.6, width * 1.4]), lift: 1.6, round: 0.03);
        Button(new Point(0.14, 0.3), 0.04, Palette.Brass);
        if (Design.HasPrint)
            Button(new Point(0, -0.4), 0.05, Accent);
    }

    private void SlipOn()
    {
        double point = Cut.Between(0.62, 0.74);
        Add(Fabric.Plain(Palette.Black * 2), Foot(point, 0.012), lift: 1, round: 0.02, folds: 0);
        Add(Main, Foot(point, 0), lift: 1.8, round: 0.07);
        double opening = Cut.Between(0.3, 0.42) * Design.Length;
        Add(Second, Shapes.Ellipse(0, 0.2, 0.13, opening), lift: 0, folds: 0, tone: 0.45);
        Add(Second, Shapes.Ellipse(0.01, 0.3, 0.1, opening * 0.7), lift: 0, folds: 0, tone: 0.75);
        double y = 0.2 - opening - 0.05;
        if (Cut.Chance(0.5))
        {
            Add(Main, Shapes.Star(new Point(0, y), 0.12, 0.03, 2, 0), lift: 1, round: 0.02, tone: 1.1);
            Button(new Point(0, y), 0.03, Accent);
        }
        else
        {
            Add(Main, Shapes.Stroke(0.035, new(-0.17, y + 0.03), new(0, y), new(0.19, y + 0.03)), lift: 0.6, round: 0.015);
            if (Design.HasPrint)
                Mark(Accent, Shapes.Box(0, y, 0.05, 0.022));
        }
    }
}
