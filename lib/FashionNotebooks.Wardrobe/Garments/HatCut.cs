namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>Caps, beanies, fedoras, bucket hats and sun hats.</summary>
internal sealed class HatCut(Design design, SplitMix arrangement) : Tailor(design, arrangement)
{
    protected override void Sew()
    {
        Garment.Folds = new(0.5, 3, 1);
        Action[] kinds = [CapFront, CapFront, CapFront, CapSide, CapSide, Beanie, Beanie, Beanie, Fedora, Bucket, SunHat];
        Cut.Pick(kinds)();
    }

    private void CapFront()
    {
        double height = Cut.Between(0.5, 0.66);
        Point[] dome = Outline.From(0, -height).Curve(0.48, -height, 0.52, 0.14).Curve(0.3, 0.22, 0, 0.22).Mirrored();
        Add(Main, dome, lift: 2.2, round: 0.14);
        foreach (int side in new[] { -1, 1 })
            Seam(Main, new(0, -height), new(side * 0.17, -height * 0.5), new(side * 0.24, 0.12));
        Button(new Point(0, -height), 0.04, Main.Base);
        Motif(new Point(0, -height * 0.35), 0.15);
        double brim = Cut.Between(0.34, 0.5) * Design.Length;
        Add(Cut.Chance(0.45) ? Second : Main, Outline.From(0, 0.1).Curve(0.36, 0.07, 0.52, 0.14).Curve(0.62, 0.22 + brim, 0, 0.22 + brim)
            .Mirrored(), lift: 1.4, round: 0.05);
        Seam(Second, new(-0.44, 0.27), new(-0.26, 0.1 + brim), new(0.26, 0.1 + brim), new(0.44, 0.27));
    }

    private void CapSide()
    {
        double brim = Cut.Between(0.4, 0.55) * Design.Length, drop = Cut.Between(0.02, 0.14);
        Add(Cut.Chance(0.4) ? Second : Main, Outline.From(0.3, 0.02).Curve(0.7, -0.02, 0.5 + brim, 0.12 + drop)
            .Curve(0.5 + brim, 0.2 + drop, 0.75, 0.2 + drop).Curve(0.5, 0.2, 0.3, 0.24).Closed(), lift: 1, round: 0.04);
        Add(Main, Outline.From(-0.52, 0.22).Curve(-0.6, -0.5, -0.02, -0.5).Curve(0.5, -0.48, 0.52, 0.08).Curve(0.5, 0.2, 0.2, 0.22)
            .Line(-0.52, 0.22).Closed(), lift: 2.2, round: 0.12);
        Seam(Main, new(-0.02, -0.5), new(0.1, -0.2), new(0.12, 0.2));
        Seam(Main, new(-0.02, -0.5), new(-0.3, -0.2), new(-0.32, 0.2));
        Add(Second, Shapes.Stroke(0.035, new(-0.52, 0.18), new(-0.3, 0.2), new(-0.16, 0.19)), lift: 0.4);
        Button(new Point(-0.02, -0.5), 0.035, Main.Base);
        Motif(new Point(0.3, -0.14), 0.12);
    }

    private void Beanie()
    {
        double height = Cut.Between(0.6, 0.95) * Design.Length, wide = Cut.Between(0.44, 0.54);
        Point[] dome = Outline.From(0, -height).Curve(wide * 0.85, -height, wide, 0.05).Line(wide, 0.3).Mirrored();
        Add(Main, dome, lift: 1.8, round: 0.1);
        if (Cut.Chance(0.45))
            Add(Second, Shapes.Star(new Point(0, -height - 0.08), 0.2, 0.17, 22, 0), lift: 2, round: 0.09);
        Fabric cuff = Cut.Chance(0.5) ? Second : Main;
        Add(cuff, Outline.From(0, 0.08).Line(wide * 1.03, 0.06).Curve(wide * 1.06, 0.2, wide * 1.02, 0.32).Curve(wide * 0.5, 0.36, 0, 0.36)
            .Mirrored(), lift: 1.2, round: 0.05);
        for (double x = -0.9; x < 0.95; x += 0.12)
            Seam(cuff, new(x * wide, 0.09), new(x * wide, 0.33));
        Motif(new Point(0.16, 0.21), 0.08);
    }

    private void Fedora()
    {
        double brim = Cut.Between(0.7, 0.95) * Design.Length, tilt = Lay.Between(0.2, 0.34), height = Cut.Between(0.5, 0.66);
        Add(Main, Shapes.Ellipse(0, 0.26, brim, tilt), lift: 1.4, round: 0.06);
        Point[] crown = Outline.From(0, -height + 0.07).Curve(0.14, -height - 0.06, 0.3, -height + 0.02)
            .Curve(0.42, -height * 0.7, 0.46, 0.22).Curve(0.3, 0.36, 0, 0.36).Mirrored();
        Add(Main, crown, lift: 2.4, round: 0.12);
        Rgb band = Accent;
        Add(Fabric.Plain(band), Outline.From(0, 0.22).Curve(0.3, 0.22, 0.455, 0.09).Line(0.465, 0.22).Curve(0.3, 0.36, 0, 0.36)
            .Mirrored(), lift: 0.4, round: 0.02);
        Seam(Main, new(0, -height + 0.09), new(0.02, -height * 0.6), new(0, -height * 0.3));
    }

    private void Bucket()
    {
        double height = Cut.Between(0.4, 0.52), brim = Cut.Between(0.16, 0.28) * Design.Length;
        Add(Main, Shapes.Ellipse(0, 0.12 + (brim * 0.7), 0.62, brim), lift: 0.6, tone: 0.4);
        Add(Main, Outline.From(0, -height).Curve(0.32, -height, 0.36, -height + 0.1).Line(0.44, 0.08).Curve(0.3, 0.14, 0, 0.15)
            .Mirrored(), lift: 1.8, round: 0.08);
        Add(Main, Outline.From(0, 0.12).Curve(0.3, 0.12, 0.44, 0.05).Line(0.66, 0.05 + brim)
            .Curve(0.4, 0.18 + (brim * 1.5), 0, 0.18 + (brim * 1.5)).Mirrored(), lift: 1.2, round: 0.04);
        for (int i = 1; i < 4; i++)
            Seam(Main, new(-0.44 - (0.05 * i), 0.08 + (brim * i * 0.24)), new(0, 0.15 + (brim * i * 0.36)),
                new(0.44 + (0.05 * i), 0.08 + (brim * i * 0.24)));
        Motif(new Point(0, -height * 0.4), 0.12);
    }

    private void SunHat()
    {
        double brim = Cut.Between(0.8, 1.0) * Design.Length, squash = Lay.Between(0.8, 1);
        Add(Main, Shapes.Ellipse(0, 0, brim, brim * squash, 48), lift: 1.4, round: 0.05);
        Add(Fabric.Plain(Accent), Shapes.Ellipse(0, -0.02, 0.47, 0.45 * squash), lift: 0.8, round: 0.03);
        Add(Main, Shapes.Ellipse(0, -0.05, 0.41, 0.39 * squash), lift: 2.4, round: 0.13);
        Seam(Main, new(-0.2, -0.08), new(0, -0.02), new(0.2, -0.1));
    }
}
