namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>Totes, handbags, backpacks, shoulder bags and duffels.</summary>
internal sealed class BagCut(Design design, SplitMix arrangement) : Tailor(design, arrangement)
{
    protected override void Sew()
    {
        Garment.Folds = new(0.5, 2.4, 1.2);
        Action[] kinds = [Tote, Tote, Handbag, Handbag, Backpack, Backpack, Backpack, ShoulderBag, Duffel];
        Cut.Pick(kinds)();
    }

    private static Part Strap(Fabric fabric, double half, params ReadOnlySpan<Point> path) =>
        new(fabric, Shapes.Stroke(half, path)) { Lift = 1.2, Round = 0.02, Folds = 0.3 };

    private void Tote()
    {
        double top = Cut.Between(0.42, 0.54), bottom = top * Cut.Between(0.82, 1.1), height = Cut.Between(0.85, 1.15) * Design.Length;
        double loop = Cut.Between(0.35, 0.65), lean = 0.1 * Lay.Normal();
        Add(Strap(Second, 0.032, new(-top * 0.5, 0.1), new((-top * 0.45) + lean, -loop * 0.75), new(lean, -loop),
            new((top * 0.45) + lean, -loop * 0.75), new(top * 0.5, 0.1)) with
        { Tone = 0.7 });
        Add(Main, Outline.From(0, -0.02).Line(top, 0).Curve((top + bottom) * 0.52, height * 0.5, bottom, height - 0.04)
            .Curve(bottom, height, bottom - 0.05, height).Line(0, height).Mirrored(), lift: 1.2);
        Seam(Main, new(-top, 0.06), new(0, 0.05), new(top, 0.06));
        lean = 0.1 * Lay.Normal();
        Add(Strap(Second, 0.035, new(-top * 0.52, 0.16), new((-top * 0.46) + lean, -loop * 0.6), new(lean, -loop * 0.82),
            new((top * 0.46) + lean, -loop * 0.6), new(top * 0.52, 0.16)));
        Motif(new Point(0, height * 0.5), Cut.Between(0.18, 0.3));
    }

    private void Handbag()
    {
        double wide = Cut.Between(0.5, 0.66), narrow = wide * Cut.Between(0.72, 1.0), height = Cut.Between(0.55, 0.8) * Design.Length;
        double loop = Cut.Between(0.26, 0.45);
        Add(Strap(Second, 0.03, new(-0.26, 0.08), new(-0.24, -loop * 0.7), new(0, -loop), new(0.24, -loop * 0.7), new(0.26, 0.08)));
        Add(Main, Outline.From(0, 0).Line(narrow - 0.05, 0).Curve(narrow, 0, narrow + 0.01, 0.08).Line(wide, height - 0.1)
            .Curve(wide, height, wide - 0.1, height).Line(0, height).Mirrored(), lift: 2, round: 0.06);
        double flap = height * Cut.Between(0.3, 0.62);
        Add(Cut.Chance(0.35) ? Second : Main, Outline.From(0, -0.02).Line(narrow, -0.01).Line(narrow + 0.02, flap * 0.6)
            .Curve(narrow, flap, narrow * 0.5, flap).Line(0, flap).Mirrored(), lift: 0.9, round: 0.03);
        Add(Fabric.Plain(Palette.Brass, 0.6), Shapes.Box(0, flap, 0.055, 0.05), lift: 0.7, round: 0.02, folds: 0);
        foreach (int side in new[] { -1, 1 })
            Button(new Point(side * 0.26, 0.07), 0.03, Palette.Brass);
        Studs(wide, height);
        Motif(new Point(0, height * 0.8), 0.1);
    }

    private void Backpack()
    {
        double wide = Cut.Between(0.42, 0.52), height = Cut.Between(1.0, 1.25) * Design.Length, slack = Lay.Between(0.05, 0.3);
        foreach (int side in new[] { -1, 1 })
            Add(Strap(Second, 0.055, new(side * 0.2, 0.12), new(side * (wide + slack), 0.3),
                new(side * (wide + (slack * 0.8)), height * 0.75), new(side * wide * 0.8, height * 0.95)) with
            { Tone = 0.8 });
        Add(Strap(Second, 0.025, new(-0.1, 0.05), new(-0.08, -0.1), new(0.08, -0.1), new(0.1, 0.05)));
        Add(Main, Outline.From(0, 0).Curve(wide * 0.95, 0, wide, 0.4).Line(wide * 1.03, height - 0.12)
            .Curve(wide, height, wide - 0.14, height).Line(0, height).Mirrored(), lift: 2.4, round: 0.1);
        Add(Fabric.Plain(Palette.Black), Shapes.Stroke(0.012, new(-wide * 0.86, 0.5), new(-wide * 0.6, 0.16), new(0, 0.1),
            new(wide * 0.6, 0.16), new(wide * 0.86, 0.5)), lift: 0.2, round: 0.01);
        Add(Cut.Chance(0.5) ? Second : Main, Shapes.Box(0, height * 0.74, wide * 0.78, height * 0.2, 0.3), lift: 1.3, round: 0.05);
        Seam(Main, new(-wide * 0.66, height * 0.62), new(0, height * 0.6), new(wide * 0.66, height * 0.62));
        Studs(wide * 0.7, height * 0.8);
        Motif(new Point(0, height * 0.36), 0.13);
    }

    private void ShoulderBag()
    {
        double wide = Cut.Between(0.4, 0.52), height = Cut.Between(0.42, 0.62), reach = Cut.Between(0.8, 1.2) * Design.Length,
            lean = 0.25 * Lay.Normal();
        Add(Strap(Second, 0.02, new(-wide * 0.95, 0.1), new((-wide * 0.9) + (lean * 0.5), -reach * 0.5), new(lean - 0.1, -reach),
            new(lean + 0.25, -reach * 0.85), new((wide * 0.9) + (lean * 0.5), -reach * 0.4), new(wide * 0.95, 0.1)));
        Add(Main, Outline.From(0, 0).Line(wide, 0.02).Curve(wide * 1.1, height, wide * 0.55, height).Line(0, height + 0.02).Mirrored(),
            lift: 1.8, round: 0.06);
        Add(Main, Outline.From(0, -0.02).Line(wide * 1.02, 0).Curve(wide * 1.02, height * 0.55, wide * 0.3, height * 0.66)
            .Line(0, height * 0.68).Mirrored(), lift: 0.9, round: 0.03);
        Add(Fabric.Plain(Palette.Brass, 0.6), Shapes.Ellipse(0, height * 0.6, 0.05, 0.05, 18), lift: 0.8, round: 0.02, folds: 0);
        if (Cut.Chance(0.4))
        {
            for (int i = -3; i <= 3; i++)
                Add(Second, Shapes.Stroke(0.014, new(i * 0.09, height * 0.66), new((i * 0.09) + (0.03 * Lay.Normal()), height + 0.14)),
                    lift: 0.8, round: 0.01);
        }
        Studs(wide, height * 0.8);
        Motif(new Point(0, height * 0.28), 0.1);
    }

    private void Duffel()
    {
        double wide = Cut.Between(0.75, 0.95) * Design.Length, height = Cut.Between(0.55, 0.7), loop = Lay.Between(0.16, 0.36);
        Add(Main, Shapes.Box(0, height / 2, wide, height / 2, 0.42), lift: 2.6, round: 0.12);
        foreach (int side in new[] { -1, 1 })
            Add(Second, Shapes.Box(side * wide * 0.86, height / 2, wide * 0.13, height * 0.42, 0.45), lift: 0.5, round: 0.05);
        Add(Fabric.Plain(Palette.Black), Shapes.Stroke(0.014, new(-wide * 0.8, 0.07), new(0, 0.05), new(wide * 0.8, 0.07)), lift: 0.2,
            round: 0.01);
        Add(Strap(Second, 0.035, new(-0.32, height), new(-0.3, 0.1), new(-0.2, -loop), new(0.2, -loop), new(0.3, 0.1), new(0.32, height)));
        Studs(0.5, height);
        Motif(new Point(0, height * 0.58), 0.15);
    }

    private void Studs(double wide, double y)
    {
        for (int i = 0; i < Design.Buttons; i++)
            Button(new Point(wide * (((i + 0.5) * 1.6 / Design.Buttons) - 0.8), y * 0.93), 0.028, Accent);
    }
}
