using FashionNotebooks.Wardrobe.Drawing;


namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>Scarves, belts, watches, sunglasses and ties.</summary>
internal static class AccessoryCut
{
    internal static Garment Sew(Design design, SplitMix arrangement)
    {
        SplitMix cut = design.Cut();
        int kind = cut.Below(5);
        var garment = new Garment { Folds = kind == 0 ? new(1.2, 2.6, 2.5) : new(0.25, 3, 1) };
        switch (kind)
        {
            case 0:
                Scarf(garment, design, cut, arrangement);
                break;
            case 1:
                Belt(garment, design, cut, arrangement);
                break;
            case 2:
                Watch(garment, design, cut, arrangement);
                break;
            case 3:
                Sunglasses(garment, design, cut);
                break;
            default:
                Tie(garment, design, cut, arrangement);
                break;
        }
        return garment;
    }

    private static void Scarf(Garment garment, Design design, SplitMix cut, SplitMix arrangement)
    {
        double half = cut.Between(0.14, 0.22), length = cut.Between(0.9, 1.3) * design.Length, sway = arrangement.Between(0.1, 0.28);
        bool fringe = cut.Chance(0.7);
        foreach (int side in new[] { -1, 1 })
        {
            Point end = new(side * (sway + 0.08), length * (side < 0 ? 1 : arrangement.Between(0.75, 1)));
            Point[] path = [new(side * 0.05, -0.1), new(side * sway * 1.3, length * 0.4), end];
            if (fringe)
            {
                for (double t = -0.9; t < 1; t += 0.22)
                    garment.Add(new Part(design.Second, Shapes.Stroke(0.011, end + new Point(t * half, -0.03), end + new Point((t * half) + (0.02 * arrangement.Normal()), 0.14))) { Lift = 0.6, Round = 0.01 });
            }
            garment.Add(new Part(design.Main, Shapes.Ribbon(path, [half * 0.8, half, half])) { Origin = path[0], Round = 0.05 });
        }
        garment.Add(new Part(design.Main, Shapes.Ellipse(0, -0.22, 0.42, 0.32), Shapes.Hole(Shapes.Ellipse(0, -0.27, 0.2, 0.11))) { Lift = 1.6, Round = 0.1, Grain = 0.5, Folds = 1.5 });
    }

    private static void Belt(Garment garment, Design design, SplitMix cut, SplitMix arrangement)
    {
        double half = cut.Between(0.05, 0.075);
        var path = new List<Point>();
        int turns = arrangement.Below(3);
        if (turns == 0)
        {
            double bow = arrangement.Between(-0.35, 0.35) * 1.2;
            for (int i = 0; i < 6; i++)
                path.Add(new Point(-0.95 + (0.38 * i * design.Length), bow * (1 - ((i - 2.5) * (i - 2.5) / 6.25))));
        }
        else
        {
            double sweep = turns == 1 ? 5.2 : 10.5;
            for (int i = 0; i <= 18; i++)
                path.Add(Point.Toward(i * sweep / 18) * Elementary.Lerp(0.62, turns == 1 ? 0.56 : 0.26, i / 18.0));
        }
        garment.Add(new Part(design.Main, Shapes.Ribbon([.. path], [half, half])) { Lift = 1, Round = 0.02 });
        Point tip = path[^1], back = (path[^2] - tip).Unit();
        int holes = Math.Max(design.Buttons, 3);
        for (int i = 0; i < holes; i++)
        {
            Point at = tip + (back * (0.1 + (0.075 * i)));
            garment.Mark(Palette.Black * 0.6, Shapes.Ellipse(at.X, at.Y, 0.018, 0.018, 10));
        }
        Point along = (path[1] - path[0]).Unit();
        Point[] Frame(double size) => [.. Shapes.Box(0, 0, 0.1 * size, half + (0.05 * size), 0.25).Select(p => path[0] + (along * p.X) + (along.Normal * p.Y))];
        var metal = Fabric.Plain(cut.Chance(0.5) ? Palette.Steel : Palette.Brass, 0.9);
        garment.Add(new Part(metal, Frame(1), Shapes.Hole(Frame(0.55))) { Lift = 1.2, Round = 0.02, Folds = 0 });
        garment.Add(new Part(metal, Shapes.Stroke(0.014, path[0] - (along * 0.02), path[0] + (along * 0.1))) { Lift = 0.8, Round = 0.01, Folds = 0 });
    }

    private static void Watch(Garment garment, Design design, SplitMix cut, SplitMix arrangement)
    {
        double dial = cut.Between(0.22, 0.3), strap = dial * cut.Between(0.55, 0.7), reach = cut.Between(0.75, 1) * design.Length, sway = 0.08 * arrangement.Normal();
        garment.Add(new Part(design.Main, Shapes.Ribbon([new(0, 0), new(sway, -reach * 0.5), new(sway * 3, -reach)], [strap, strap * 0.75, strap * 0.65])) { Lift = 1, Round = 0.03 });
        garment.Add(new Part(design.Main, Shapes.Ribbon([new(0, 0), new(-sway, reach * 0.5), new(-sway * 2, reach * 1.1)], [strap, strap * 0.75, strap * 0.55])) { Lift = 1, Round = 0.03 });
        for (int i = 0; i < 4; i++)
            garment.Mark(Palette.Black * 0.6, Shapes.Ellipse(-sway * 1.6, reach * (0.7 + (0.09 * i)), 0.016, 0.02, 10));
        var metal = Fabric.Plain(cut.Chance(0.6) ? Palette.Steel : Palette.Brass, 0.9);
        garment.Add(new Part(metal, Shapes.Box((sway * 3), -reach, strap * 0.9, 0.05), Shapes.Hole(Shapes.Box(sway * 3, -reach, strap * 0.62, 0.022))) { Lift = 1, Round = 0.02, Folds = 0 });
        garment.Add(new Part(metal, Shapes.Box(dial + 0.02, 0, 0.04, 0.03)) { Lift = 1, Round = 0.01, Folds = 0 });
        bool square = cut.Chance(0.25);
        Point[] Case(double size) => square ? Shapes.Box(0, 0, dial * size, dial * size, 0.25) : Shapes.Ellipse(0, 0, dial * size, dial * size);
        garment.Add(new Part(metal, Case(1.12)) { Lift = 1.8, Round = 0.04, Folds = 0 });
        Rgb face = cut.Pick(Palette.White, Palette.Black, design.Second.Base);
        garment.Mark(face, Case(0.9));
        Rgb ink = face.Luminance > 0.2 ? Palette.Black : Palette.White;
        int marks = design.Buttons >= 3 ? 12 : 4;
        for (int i = 0; i < marks; i++)
            garment.Mark(ink, Shapes.Stroke(0.012, Point.Toward(i * 2 * Math.PI / marks) * (dial * 0.66), Point.Toward(i * 2 * Math.PI / marks) * (dial * 0.82)));
        garment.Mark(ink, Shapes.Stroke(0.014, new(0, 0), Point.Toward(arrangement.Between(0, 6.2)) * (dial * 0.45)));
        garment.Mark(ink, Shapes.Stroke(0.01, new(0, 0), Point.Toward(arrangement.Between(0, 6.2)) * (dial * 0.7)));
        if (design.HasPrint)
            garment.Mark(design.Accent, Shapes.Ellipse(0, dial * 0.4, dial * 0.2, dial * 0.2, 16));
    }

    private static void Sunglasses(Garment garment, Design design, SplitMix cut)
    {
        double wide = cut.Between(0.34, 0.42), high = cut.Between(0.22, 0.34) * design.Length, gap = cut.Between(0.06, 0.1);
        var frame = Fabric.Plain(cut.Chance(0.5) ? Palette.Black : design.Main.Base, 0.8);
        var glass = Fabric.Plain(cut.Pick(Palette.Black * 1.5, Rgb.FromHsv(25, 0.6, 0.3), Rgb.FromHsv(210, 0.5, 0.35), Rgb.FromHsv(90, 0.3, 0.25)), 1);
        bool round = cut.Chance(0.35), folded = cut.Chance(0.5);
        foreach (int side in new[] { -1, 1 })
        {
            double outer = side * ((2 * wide) + gap);
            Point[] temple = folded
                ? [new(outer, -0.1), new(outer * 0.6, -0.2), new(-outer * 0.5, -0.24)]
                : [new(outer, -0.1), new(outer * 1.02, -0.5), new(outer * 0.94, -0.85), new(outer * 0.86, -0.98)];
            garment.Add(new Part(frame, Shapes.Ribbon(temple, [0.035, 0.028])) { Lift = 1.6, Round = 0.015, Folds = 0 });
        }
        garment.Add(new Part(frame, Shapes.Ribbon([new(-gap - 0.06, -0.03), new(0, -0.09), new(gap + 0.06, -0.03)], [0.035, 0.035])) { Lift = 1.6, Round = 0.015, Folds = 0 });
        foreach (int side in new[] { -1, 1 })
        {
            double x = side * (gap + wide);
            Point[] Lens(double grow) => round
                ? Shapes.Ellipse(x, 0.05, wide + grow, high + grow)
                : Outline.From(x - wide - grow, -0.14 - grow).Line(x + wide + grow, -0.14 - grow).Curve(x + wide + grow, high + 0.1 + grow, x, high + 0.1 + grow).Curve(x - wide - grow, high + 0.1 + grow, x - wide - grow, -0.14 - grow).Closed();
            garment.Add(new Part(frame, Lens(0)) { Lift = 1.4, Round = 0.02, Folds = 0 });
            garment.Add(new Part(glass, Lens(-0.045)) { Lift = 0, Round = 0.12, Folds = 0 });
            garment.Mark(Palette.White, Shapes.Stroke(0.02, new(x - (wide * 0.5), 0.08), new(x - (wide * 0.1), -0.06)), 0.35);
        }
        if (design.HasPrint)
            garment.Mark(design.Accent, Shapes.Box((2 * wide) + gap - 0.05, -0.1, 0.03, 0.015));
    }

    private static void Tie(Garment garment, Design design, SplitMix cut, SplitMix arrangement)
    {
        double blade = cut.Between(0.1, 0.16), length = cut.Between(1.4, 1.7) * design.Length, sway = 0.12 * arrangement.Normal();
        Fabric silk = design.Main with { Angle = 0.8, Gloss = 0.25 };
        garment.Add(new Part(silk, Shapes.Ribbon([new(0.02, 0), new(0.1 + sway, length * 0.4), new(0.12 + sway, length * 0.82)], [0.05, blade * 0.55, blade * 0.7])) { Round = 0.02, Tone = 0.85 });
        if (arrangement.Chance(0.5))
            garment.Add(new Part(silk, Shapes.Ribbon([new(-0.07, -0.12), new(-0.3, -0.34), new(0, -0.56), new(0.3, -0.34), new(0.07, -0.12)], [0.04, 0.05, 0.04])) { Round = 0.02, Tone = 0.9 });
        garment.Add(new Part(silk, Outline.From(0.045, 0.02).Curve(0.06 + sway, length * 0.4, blade + sway, length * 0.9).Line(sway, length).Line(sway - blade, length * 0.9).Curve(sway - 0.06, length * 0.4, -0.045, 0.02).Closed()) { Lift = 1.2, Round = 0.03 });
        garment.Add(new Part(silk, Outline.From(0.09, -0.16).Curve(0.1, -0.05, 0.05, 0.04).Line(-0.05, 0.04).Curve(-0.1, -0.05, -0.09, -0.16).Closed()) { Lift = 1.5, Round = 0.03, Grain = 0.9 });
        Print.Apply(garment, design, new Point(sway * 0.8, length * 0.72), 0.07);
    }
}
