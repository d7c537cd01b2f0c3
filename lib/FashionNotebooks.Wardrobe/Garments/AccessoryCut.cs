namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>Scarves, belts, watches, sunglasses and ties.</summary>
internal sealed class AccessoryCut(Design design, SplitMix arrangement) : Tailor(design, arrangement)
{
    protected override void Sew()
    {
        Action[] kinds = [Scarf, Belt, Watch, Sunglasses, Tie];
        int kind = Cut.Below(kinds.Length);
        Garment.Folds = kind == 0 ? new(1.2, 2.6, 2.5) : new(0.25, 3, 1);
        kinds[kind]();
    }

    private void Scarf()
    {
        double half = Cut.Between(0.14, 0.22), length = Cut.Between(0.9, 1.3) * Design.Length, sway = Lay.Between(0.1, 0.28);
        bool fringe = Cut.Chance(0.7);
        foreach (int side in new[] { -1, 1 })
        {
            Point end = new(side * (sway + 0.08), length * (side < 0 ? 1 : Lay.Between(0.75, 1)));
            Point[] path = [new(side * 0.05, -0.1), new(side * sway * 1.3, length * 0.4), end];
            if (fringe)
            {
                for (double t = -0.9; t < 1; t += 0.22)
                    Add(Second, Shapes.Stroke(0.011, end + new Point(t * half, -0.03),
                        end + new Point((t * half) + (0.02 * Lay.Normal()), 0.14)), lift: 0.6, round: 0.01);
            }
            Add(new Part(Main, Shapes.Ribbon(path, [half * 0.8, half, half])) { Origin = path[0], Round = 0.05 });
        }
        Add(new Part(Main, Shapes.Ellipse(0, -0.22, 0.42, 0.32), Shapes.Hole(Shapes.Ellipse(0, -0.27, 0.2, 0.11)))
        {
            Lift = 1.6,
            Round = 0.1,
            Grain = 0.5,
            Folds = 1.5
        });
    }

    private void Belt()
    {
        double half = Cut.Between(0.05, 0.075);
        var path = new List<Point>();
        int turns = Lay.Below(3);
        if (turns == 0)
        {
            double bow = Lay.Between(-0.35, 0.35) * 1.2;
            for (int i = 0; i < 6; i++)
                path.Add(new Point(-0.95 + (0.38 * i * Design.Length), bow * (1 - ((i - 2.5) * (i - 2.5) / 6.25))));
        }
        else
        {
            double sweep = turns == 1 ? 5.2 : 10.5;
            for (int i = 0; i <= 18; i++)
                path.Add(Point.Toward(i * sweep / 18) * Elementary.Lerp(0.62, turns == 1 ? 0.56 : 0.26, i / 18.0));
        }
        Add(Main, Shapes.Stroke(half, [.. path]), lift: 1, round: 0.02);
        Point tip = path[^1], back = (path[^2] - tip).Unit();
        int holes = Math.Max(Design.Buttons, 3);
        for (int i = 0; i < holes; i++)
        {
            Point at = tip + (back * (0.1 + (0.075 * i)));
            Mark(Palette.Black * 0.6, Shapes.Ellipse(at.X, at.Y, 0.018, 0.018, 10));
        }
        Point along = (path[1] - path[0]).Unit();
        Point[] Frame(double size) => [.. Shapes.Box(0, 0, 0.1 * size, half + (0.05 * size), 0.25)
            .Select(p => path[0] + (along * p.X) + (along.Normal * p.Y))];
        var metal = Fabric.Plain(Cut.Chance(0.5) ? Palette.Steel : Palette.Brass, 0.9);
        Add(new Part(metal, Frame(1), Shapes.Hole(Frame(0.55))) { Lift = 1.2, Round = 0.02, Folds = 0 });
        Add(metal, Shapes.Stroke(0.014, path[0] - (along * 0.02), path[0] + (along * 0.1)), lift: 0.8, round: 0.01, folds: 0);
    }

    private void Watch()
    {
        double dial = Cut.Between(0.22, 0.3), strap = dial * Cut.Between(0.55, 0.7), reach = Cut.Between(0.75, 1) * Design.Length,
            sway = 0.08 * Lay.Normal();
        Add(Main, Shapes.Ribbon([new(0, 0), new(sway, -reach * 0.5), new(sway * 3, -reach)], [strap, strap * 0.75, strap * 0.65]),
            lift: 1, round: 0.03);
        Add(Main, Shapes.Ribbon([new(0, 0), new(-sway, reach * 0.5), new(-sway * 2, reach * 1.1)], [strap, strap * 0.75, strap * 0.55]),
            lift: 1, round: 0.03);
        for (int i = 0; i < 4; i++)
            Mark(Palette.Black * 0.6, Shapes.Ellipse(-sway * 1.6, reach * (0.7 + (0.09 * i)), 0.016, 0.02, 10));
        var metal = Fabric.Plain(Cut.Chance(0.6) ? Palette.Steel : Palette.Brass, 0.9);
        Add(new Part(metal, Shapes.Box((sway * 3), -reach, strap * 0.9, 0.05),
            Shapes.Hole(Shapes.Box(sway * 3, -reach, strap * 0.62, 0.022)))
        { Lift = 1, Round = 0.02, Folds = 0 });
        Add(metal, Shapes.Box(dial + 0.02, 0, 0.04, 0.03), lift: 1, round: 0.01, folds: 0);
        bool square = Cut.Chance(0.25);
        Point[] Case(double size) => square
            ? Shapes.Box(0, 0, dial * size, dial * size, 0.25) : Shapes.Ellipse(0, 0, dial * size, dial * size);
        Add(metal, Case(1.12), lift: 1.8, round: 0.04, folds: 0);
        Rgb face = Cut.Pick(Palette.White, Palette.Black, Second.Base);
        Mark(face, Case(0.9));
        Rgb ink = face.Luminance > 0.2 ? Palette.Black : Palette.White;
        int marks = Design.Buttons >= 3 ? 12 : 4;
        for (int i = 0; i < marks; i++)
            Mark(ink, Shapes.Stroke(0.012, Point.Toward(i * 2 * Math.PI / marks) * (dial * 0.66),
                Point.Toward(i * 2 * Math.PI / marks) * (dial * 0.82)));
        Mark(ink, Shapes.Stroke(0.014, new(0, 0), Point.Toward(Lay.Between(0, 6.2)) * (dial * 0.45)));
        Mark(ink, Shapes.Stroke(0.01, new(0, 0), Point.Toward(Lay.Between(0, 6.2)) * (dial * 0.7)));
        if (Design.HasPrint)
            Mark(Accent, Shapes.Ellipse(0, dial * 0.4, dial * 0.2, dial * 0.2, 16));
    }

    private void Sunglasses()
    {
        double wide = Cut.Between(0.34, 0.42), high = Cut.Between(0.22, 0.34) * Design.Length, gap = Cut.Between(0.06, 0.1);
        var frame = Fabric.Plain(Cut.Chance(0.5) ? Palette.Black : Main.Base, 0.8);
        var glass = Fabric.Plain(Cut.Pick(Palette.Black * 1.5, Rgb.FromHsv(25, 0.6, 0.3), Rgb.FromHsv(210, 0.5, 0.35),
            Rgb.FromHsv(90, 0.3, 0.25)), 1);
        bool round = Cut.Chance(0.35), folded = Cut.Chance(0.5);
        foreach (int side in new[] { -1, 1 })
        {
            double outer = side * ((2 * wide) + gap);
            Point[] temple = folded
                ? [new(outer, -0.1), new(outer * 0.6, -0.2), new(-outer * 0.5, -0.24)]
                : [new(outer, -0.1), new(outer * 1.02, -0.5), new(outer * 0.94, -0.85), new(outer * 0.86, -0.98)];
            Add(frame, Shapes.Ribbon(temple, [0.035, 0.028]), lift: 1.6, round: 0.015, folds: 0);
        }
        Add(frame, Shapes.Stroke(0.035, new(-gap - 0.06, -0.03), new(0, -0.09), new(gap + 0.06, -0.03)), lift: 1.6, round: 0.015, folds: 0);
        foreach (int side in new[] { -1, 1 })
        {
            double x = side * (gap + wide);
            Point[] Lens(double grow) => round
                ? Shapes.Ellipse(x, 0.05, wide + grow, high + grow)
                : Outline.From(x - wide - grow, -0.14 - grow).Line(x + wide + grow, -0.14 - grow)
                    .Curve(x + wide + grow, high + 0.1 + grow, x, high + 0.1 + grow)
                    .Curve(x - wide - grow, high + 0.1 + grow, x - wide - grow, -0.14 - grow).Closed();
            Add(frame, Lens(0), lift: 1.4, round: 0.02, folds: 0);
            Add(glass, Lens(-0.045), lift: 0, round: 0.12, folds: 0);
            Mark(Palette.White, Shapes.Stroke(0.02, new(x - (wide * 0.5), 0.08), new(x - (wide * 0.1), -0.06)), 0.35);
        }
        if (Design.HasPrint)
            Mark(Accent, Shapes.Box((2 * wide) + gap - 0.05, -0.1, 0.03, 0.015));
    }

    private void Tie()
    {
        double blade = Cut.Between(0.1, 0.16), length = Cut.Between(1.4, 1.7) * Design.Length, sway = 0.12 * Lay.Normal();
        Fabric silk = Main with { Angle = 0.8, Gloss = 0.25 };
        Add(silk, Shapes.Ribbon([new(0.02, 0), new(0.1 + sway, length * 0.4), new(0.12 + sway, length * 0.82)],
            [0.05, blade * 0.55, blade * 0.7]), round: 0.02, tone: 0.85);
        if (Lay.Chance(0.5))
            Add(silk, Shapes.Ribbon([new(-0.07, -0.12), new(-0.3, -0.34), new(0, -0.56), new(0.3, -0.34), new(0.07, -0.12)],
                [0.04, 0.05, 0.04]), round: 0.02, tone: 0.9);
        Add(silk, Outline.From(0.045, 0.02).Curve(0.06 + sway, length * 0.4, blade + sway, length * 0.9).Line(sway, length)
            .Line(sway - blade, length * 0.9).Curve(sway - 0.06, length * 0.4, -0.045, 0.02).Closed(), lift: 1.2, round: 0.03);
        Add(new Part(silk, Outline.From(0.09, -0.16).Curve(0.1, -0.05, 0.05, 0.04).Line(-0.05, 0.04).Curve(-0.1, -0.05, -0.09, -0.16)
            .Closed())
        { Lift = 1.5, Round = 0.03, Grain = 0.9 });
        Motif(new Point(sway * 0.8, length * 0.72), 0.07);
    }
}
