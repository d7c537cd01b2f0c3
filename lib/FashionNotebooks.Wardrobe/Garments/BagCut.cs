using FashionNotebooks.Wardrobe.Drawing;


namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>Totes, handbags, backpacks, shoulder bags and duffels.</summary>
internal static class BagCut
{
    internal static Garment Sew(Design design, SplitMix arrangement)
    {
        SplitMix cut = design.Cut();
        var garment = new Garment { Folds = new(0.5, 2.4, 1.2) };
        switch (cut.Pick(0, 0, 1, 1, 2, 2, 2, 3, 4))
        {
            case 0:
                Tote(garment, design, cut, arrangement);
                break;
            case 1:
                Handbag(garment, design, cut);
                break;
            case 2:
                Backpack(garment, design, cut, arrangement);
                break;
            case 3:
                ShoulderBag(garment, design, cut, arrangement);
                break;
            default:
                Duffel(garment, design, cut, arrangement);
                break;
        }
        return garment;
    }

    private static Part Strap(Fabric fabric, double half, params ReadOnlySpan<Point> path) =>
        new(fabric, Shapes.Ribbon(path, [half, half])) { Lift = 1.2, Round = 0.02, Folds = 0.3 };

    private static void Tote(Garment garment, Design design, SplitMix cut, SplitMix arrangement)
    {
        double top = cut.Between(0.42, 0.54), bottom = top * cut.Between(0.82, 1.1), height = cut.Between(0.85, 1.15) * design.Length;
        double loop = cut.Between(0.35, 0.65), lean = 0.1 * arrangement.Normal();
        garment.Add(Strap(design.Second, 0.032, new(-top * 0.5, 0.1), new((-top * 0.45) + lean, -loop * 0.75), new(lean, -loop), new((top * 0.45) + lean, -loop * 0.75), new(top * 0.5, 0.1)) with { Tone = 0.7 });
        garment.Add(new Part(design.Main, Outline.From(0, -0.02).Line(top, 0).Curve((top + bottom) * 0.52, height * 0.5, bottom, height - 0.04).Curve(bottom, height, bottom - 0.05, height).Line(0, height).Mirrored()) { Lift = 1.2 });
        garment.Seam(design.Main, new(-top, 0.06), new(0, 0.05), new(top, 0.06));
        lean = 0.1 * arrangement.Normal();
        garment.Add(Strap(design.Second, 0.035, new(-top * 0.52, 0.16), new((-top * 0.46) + lean, -loop * 0.6), new(lean, -loop * 0.82), new((top * 0.46) + lean, -loop * 0.6), new(top * 0.52, 0.16)));
        Print.Apply(garment, design, new Point(0, height * 0.5), cut.Between(0.18, 0.3));
    }

    private static void Handbag(Garment garment, Design design, SplitMix cut)
    {
        double wide = cut.Between(0.5, 0.66), narrow = wide * cut.Between(0.72, 1.0), height = cut.Between(0.55, 0.8) * design.Length;
        double loop = cut.Between(0.26, 0.45);
        garment.Add(Strap(design.Second, 0.03, new(-0.26, 0.08), new(-0.24, -loop * 0.7), new(0, -loop), new(0.24, -loop * 0.7), new(0.26, 0.08)));
        garment.Add(new Part(design.Main, Outline.From(0, 0).Line(narrow - 0.05, 0).Curve(narrow, 0, narrow + 0.01, 0.08).Line(wide, height - 0.1).Curve(wide, height, wide - 0.1, height).Line(0, height).Mirrored()) { Lift = 2, Round = 0.06 });
        double flap = height * cut.Between(0.3, 0.62);
        garment.Add(new Part(cut.Chance(0.35) ? design.Second : design.Main, Outline.From(0, -0.02).Line(narrow, -0.01).Line(narrow + 0.02, flap * 0.6).Curve(narrow, flap, narrow * 0.5, flap).Line(0, flap).Mirrored()) { Lift = 0.9, Round = 0.03 });
        garment.Add(new Part(Fabric.Plain(Palette.Brass, 0.6), Shapes.Box(0, flap, 0.055, 0.05)) { Lift = 0.7, Round = 0.02, Folds = 0 });
        foreach (int side in new[] { -1, 1 })
            garment.Button(new Point(side * 0.26, 0.07), 0.03, Palette.Brass);
        Studs(garment, design, wide, height);
        Print.Apply(garment, design, new Point(0, height * 0.8), 0.1);
    }

    private static void Backpack(Garment garment, Design design, SplitMix cut, SplitMix arrangement)
    {
        double wide = cut.Between(0.42, 0.52), height = cut.Between(1.0, 1.25) * design.Length, slack = arrangement.Between(0.05, 0.3);
        foreach (int side in new[] { -1, 1 })
            garment.Add(Strap(design.Second, 0.055, new(side * 0.2, 0.12), new(side * (wide + slack), 0.3), new(side * (wide + (slack * 0.8)), height * 0.75), new(side * wide * 0.8, height * 0.95)) with { Tone = 0.8 });
        garment.Add(Strap(design.Second, 0.025, new(-0.1, 0.05), new(-0.08, -0.1), new(0.08, -0.1), new(0.1, 0.05)));
        garment.Add(new Part(design.Main, Outline.From(0, 0).Curve(wide * 0.95, 0, wide, 0.4).Line(wide * 1.03, height - 0.12).Curve(wide, height, wide - 0.14, height).Line(0, height).Mirrored()) { Lift = 2.4, Round = 0.1 });
        garment.Add(new Part(Fabric.Plain(Palette.Black), Shapes.Ribbon([new(-wide * 0.86, 0.5), new(-wide * 0.6, 0.16), new(0, 0.1), new(wide * 0.6, 0.16), new(wide * 0.86, 0.5)], [0.012, 0.012])) { Lift = 0.2, Round = 0.01 });
        garment.Add(new Part(cut.Chance(0.5) ? design.Second : design.Main, Shapes.Box(0, height * 0.74, wide * 0.78, height * 0.2, 0.3)) { Lift = 1.3, Round = 0.05 });
        garment.Seam(design.Main, new(-wide * 0.66, height * 0.62), new(0, height * 0.6), new(wide * 0.66, height * 0.62));
        Studs(garment, design, wide * 0.7, height * 0.8);
        Print.Apply(garment, design, new Point(0, height * 0.36), 0.13);
    }

    private static void ShoulderBag(Garment garment, Design design, SplitMix cut, SplitMix arrangement)
    {
        double wide = cut.Between(0.4, 0.52), height = cut.Between(0.42, 0.62), reach = cut.Between(0.8, 1.2) * design.Length, lean = 0.25 * arrangement.Normal();
        garment.Add(Strap(design.Second, 0.02, new(-wide * 0.95, 0.1), new((-wide * 0.9) + (lean * 0.5), -reach * 0.5), new(lean - 0.1, -reach), new(lean + 0.25, -reach * 0.85), new((wide * 0.9) + (lean * 0.5), -reach * 0.4), new(wide * 0.95, 0.1)));
        garment.Add(new Part(design.Main, Outline.From(0, 0).Line(wide, 0.02).Curve(wide * 1.1, height, wide * 0.55, height).Line(0, height + 0.02).Mirrored()) { Lift = 1.8, Round = 0.06 });
        garment.Add(new Part(design.Main, Outline.From(0, -0.02).Line(wide * 1.02, 0).Curve(wide * 1.02, height * 0.55, wide * 0.3, height * 0.66).Line(0, height * 0.68).Mirrored()) { Lift = 0.9, Round = 0.03 });
        garment.Add(new Part(Fabric.Plain(Palette.Brass, 0.6), Shapes.Ellipse(0, height * 0.6, 0.05, 0.05, 18)) { Lift = 0.8, Round = 0.02, Folds = 0 });
        if (cut.Chance(0.4))
        {
            for (int i = -3; i <= 3; i++)
                garment.Add(new Part(design.Second, Shapes.Stroke(0.014, new(i * 0.09, height * 0.66), new((i * 0.09) + (0.03 * arrangement.Normal()), height + 0.14))) { Lift = 0.8, Round = 0.01 });
        }
        Studs(garment, design, wide, height * 0.8);
        Print.Apply(garment, design, new Point(0, height * 0.28), 0.1);
    }

    private static void Duffel(Garment garment, Design design, SplitMix cut, SplitMix arrangement)
    {
        double wide = cut.Between(0.75, 0.95) * design.Length, height = cut.Between(0.55, 0.7), loop = arrangement.Between(0.16, 0.36);
        garment.Add(new Part(design.Main, Shapes.Box(0, height / 2, wide, height / 2, 0.42)) { Lift = 2.6, Round = 0.12 });
        foreach (int side in new[] { -1, 1 })
            garment.Add(new Part(design.Second, Shapes.Box(side * wide * 0.86, height / 2, wide * 0.13, height * 0.42, 0.45)) { Lift = 0.5, Round = 0.05 });
        garment.Add(new Part(Fabric.Plain(Palette.Black), Shapes.Stroke(0.014, new(-wide * 0.8, 0.07), new(0, 0.05), new(wide * 0.8, 0.07))) { Lift = 0.2, Round = 0.01 });
        garment.Add(Strap(design.Second, 0.035, new(-0.32, height), new(-0.3, 0.1), new(-0.2, -loop), new(0.2, -loop), new(0.3, 0.1), new(0.32, height)));
        Studs(garment, design, 0.5, height);
        Print.Apply(garment, design, new Point(0, height * 0.58), 0.15);
    }

    private static void Studs(Garment garment, Design design, double wide, double y)
    {
        for (int i = 0; i < design.Buttons; i++)
            garment.Button(new Point(wide * (((i + 0.5) * 1.6 / design.Buttons) - 0.8), y * 0.93), 0.028, design.Accent);
    }
}
