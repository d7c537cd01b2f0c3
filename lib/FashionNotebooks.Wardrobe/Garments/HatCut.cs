using FashionNotebooks.Wardrobe.Drawing;


namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>Caps, beanies, fedoras, bucket hats and sun hats.</summary>
internal static class HatCut
{
    internal static Garment Sew(Design design, SplitMix arrangement)
    {
        SplitMix cut = design.Cut();
        var garment = new Garment { Folds = new(0.5, 3, 1) };
        switch (cut.Pick(0, 0, 0, 1, 1, 2, 2, 2, 3, 4, 5))
        {
            case 0:
                CapFront(garment, design, cut);
                break;
            case 1:
                CapSide(garment, design, cut);
                break;
            case 2:
                Beanie(garment, design, cut);
                break;
            case 3:
                Fedora(garment, design, cut, arrangement);
                break;
            case 4:
                Bucket(garment, design, cut);
                break;
            default:
                SunHat(garment, design, cut, arrangement);
                break;
        }
        return garment;
    }

    private static void CapFront(Garment garment, Design design, SplitMix cut)
    {
        double height = cut.Between(0.5, 0.66);
        Point[] dome = Outline.From(0, -height).Curve(0.48, -height, 0.52, 0.14).Curve(0.3, 0.22, 0, 0.22).Mirrored();
        garment.Add(new Part(design.Main, dome) { Lift = 2.2, Round = 0.14 });
        foreach (int side in new[] { -1, 1 })
            garment.Seam(design.Main, new(0, -height), new(side * 0.17, -height * 0.5), new(side * 0.24, 0.12));
        garment.Button(new Point(0, -height), 0.04, design.Main.Base);
        Print.Apply(garment, design, new Point(0, -height * 0.35), 0.15);
        double brim = cut.Between(0.34, 0.5) * design.Length;
        garment.Add(new Part(cut.Chance(0.45) ? design.Second : design.Main,
            Outline.From(0, 0.1).Curve(0.36, 0.07, 0.52, 0.14).Curve(0.62, 0.22 + brim, 0, 0.22 + brim).Mirrored())
        { Lift = 1.4, Round = 0.05 });
        garment.Seam(design.Second, new(-0.44, 0.27), new(-0.26, 0.1 + brim), new(0.26, 0.1 + brim), new(0.44, 0.27));
    }

    private static void CapSide(Garment garment, Design design, SplitMix cut)
    {
        double brim = cut.Between(0.4, 0.55) * design.Length, drop = cut.Between(0.02, 0.14);
        garment.Add(new Part(cut.Chance(0.4) ? design.Second : design.Main,
            Outline.From(0.3, 0.02).Curve(0.7, -0.02, 0.5 + brim, 0.12 + drop).Curve(0.5 + brim, 0.2 + drop, 0.75, 0.2 + drop).Curve(0.5, 0.2, 0.3, 0.24).Closed())
        { Lift = 1, Round = 0.04 });
        garment.Add(new Part(design.Main,
            Outline.From(-0.52, 0.22).Curve(-0.6, -0.5, -0.02, -0.5).Curve(0.5, -0.48, 0.52, 0.08).Curve(0.5, 0.2, 0.2, 0.22).Line(-0.52, 0.22).Closed())
        { Lift = 2.2, Round = 0.12 });
        garment.Seam(design.Main, new(-0.02, -0.5), new(0.1, -0.2), new(0.12, 0.2));
        garment.Seam(design.Main, new(-0.02, -0.5), new(-0.3, -0.2), new(-0.32, 0.2));
        garment.Add(new Part(design.Second, Shapes.Stroke(0.035, new(-0.52, 0.18), new(-0.3, 0.2), new(-0.16, 0.19))) { Lift = 0.4 });
        garment.Button(new Point(-0.02, -0.5), 0.035, design.Main.Base);
        Print.Apply(garment, design, new Point(0.3, -0.14), 0.12);
    }

    private static void Beanie(Garment garment, Design design, SplitMix cut)
    {
        double height = cut.Between(0.6, 0.95) * design.Length, wide = cut.Between(0.44, 0.54);
        Point[] dome = Outline.From(0, -height).Curve(wide * 0.85, -height, wide, 0.05).Line(wide, 0.3).Mirrored();
        garment.Add(new Part(design.Main, dome) { Lift = 1.8, Round = 0.1 });
        if (cut.Chance(0.45))
            garment.Add(new Part(design.Second, Shapes.Star(new Point(0, -height - 0.08), 0.2, 0.17, 22, 0)) { Lift = 2, Round = 0.09 });
        Fabric cuff = cut.Chance(0.5) ? design.Second : design.Main;
        garment.Add(new Part(cuff, Outline.From(0, 0.08).Line(wide * 1.03, 0.06).Curve(wide * 1.06, 0.2, wide * 1.02, 0.32).Curve(wide * 0.5, 0.36, 0, 0.36).Mirrored()) { Lift = 1.2, Round = 0.05 });
        for (double x = -0.9; x < 0.95; x += 0.12)
            garment.Seam(cuff, new(x * wide, 0.09), new(x * wide, 0.33));
        Print.Apply(garment, design, new Point(0.16, 0.21), 0.08);
    }

    private static void Fedora(Garment garment, Design design, SplitMix cut, SplitMix arrangement)
    {
        double brim = cut.Between(0.7, 0.95) * design.Length, tilt = arrangement.Between(0.2, 0.34), height = cut.Between(0.5, 0.66);
        garment.Add(new Part(design.Main, Shapes.Ellipse(0, 0.26, brim, tilt)) { Lift = 1.4, Round = 0.06 });
        Point[] crown = Outline.From(0, -height + 0.07).Curve(0.14, -height - 0.06, 0.3, -height + 0.02).Curve(0.42, -height * 0.7, 0.46, 0.22).Curve(0.3, 0.36, 0, 0.36).Mirrored();
        garment.Add(new Part(design.Main, crown) { Lift = 2.4, Round = 0.12 });
        Rgb band = design.Accent;
        garment.Add(new Part(Fabric.Plain(band), Outline.From(0, 0.22).Curve(0.3, 0.22, 0.455, 0.09).Line(0.465, 0.22).Curve(0.3, 0.36, 0, 0.36).Mirrored()) { Lift = 0.4, Round = 0.02 });
        garment.Seam(design.Main, new(0, -height + 0.09), new(0.02, -height * 0.6), new(0, -height * 0.3));
    }

    private static void Bucket(Garment garment, Design design, SplitMix cut)
    {
        double height = cut.Between(0.4, 0.52), brim = cut.Between(0.16, 0.28) * design.Length;
        garment.Add(new Part(design.Main, Shapes.Ellipse(0, 0.12 + (brim * 0.7), 0.62, brim)) { Lift = 0.6, Tone = 0.4 });
        garment.Add(new Part(design.Main, Outline.From(0, -height).Curve(0.32, -height, 0.36, -height + 0.1).Line(0.44, 0.08).Curve(0.3, 0.14, 0, 0.15).Mirrored()) { Lift = 1.8, Round = 0.08 });
        garment.Add(new Part(design.Main, Outline.From(0, 0.12).Curve(0.3, 0.12, 0.44, 0.05).Line(0.66, 0.05 + brim).Curve(0.4, 0.18 + (brim * 1.5), 0, 0.18 + (brim * 1.5)).Mirrored()) { Lift = 1.2, Round = 0.04 });
        for (int i = 1; i < 4; i++)
            garment.Seam(design.Main, new(-0.44 - (0.05 * i), 0.08 + (brim * i * 0.24)), new(0, 0.15 + (brim * i * 0.36)), new(0.44 + (0.05 * i), 0.08 + (brim * i * 0.24)));
        Print.Apply(garment, design, new Point(0, -height * 0.4), 0.12);
    }

    private static void SunHat(Garment garment, Design design, SplitMix cut, SplitMix arrangement)
    {
        double brim = cut.Between(0.8, 1.0) * design.Length, squash = arrangement.Between(0.8, 1);
        garment.Add(new Part(design.Main, Shapes.Ellipse(0, 0, brim, brim * squash, 48)) { Lift = 1.4, Round = 0.05 });
        garment.Add(new Part(Fabric.Plain(design.Accent), Shapes.Ellipse(0, -0.02, 0.47, 0.45 * squash)) { Lift = 0.8, Round = 0.03 });
        garment.Add(new Part(design.Main, Shapes.Ellipse(0, -0.05, 0.41, 0.39 * squash)) { Lift = 2.4, Round = 0.13 });
        garment.Seam(design.Main, new(-0.2, -0.08), new(0, -0.02), new(0.2, -0.1));
    }
}
