namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>T-shirts, polos, sweatshirts, hoodies, jumpers and cardigans.</summary>
internal sealed class TopCut(Design design, SplitMix arrangement, bool longSleeves) : Tailor(design, arrangement)
{
    protected override void Sew()
    {
        double ease = Elementary.Lerp(-0.02, 0.07, Design.Era) + Cut.Between(-0.06, 0.08);
        double waist = Cut.Between(0.86, 1.02);
        int style = Cut.Below(longSleeves ? 7 : 5);
        var body = new Bodice(
            Shoulder: 0.46 + (ease * 0.8), ShoulderDrop: Cut.Between(0.06, 0.12), Neck: Cut.Between(0.14, 0.2),
            NeckDepth: style == 1 ? Cut.Between(0.2, 0.34) : Cut.Between(0.09, 0.2), VNeck: style == 1,
            ArmDepth: Cut.Between(0.36, 0.46), Chest: 0.46 + ease, Waist: (0.46 + ease) * waist,
            Hem: (0.46 + ease) * ((waist + 1) / 2) * Cut.Between(0.96, 1.06),
            Length: Cut.Between(1.05, 1.4) * Design.Length * Elementary.Lerp(1.05, 0.95, Design.Era),
            HemCurve: Cut.Between(-0.01, 0.06));
        Garment.Folds = new(Cut.Between(0.7, 1.3), Cut.Between(2, 3.4), Cut.Between(1.1, 1.8));
        if (longSleeves && style == 5)
            Hood(body);
        Add(Main, body.Back(), tone: 0.42, folds: 0.3, lift: 0.3);
        Sleeve[] sleeves = Sleeves(body);
        bool over = longSleeves && Lay.Chance(0.15);
        if (!over)
            Attach(sleeves, style);
        Add(Main, body.Body(), lift: 0.6);
        Finish(body, style);
        if (over)
            Attach([.. sleeves.Select(sleeve => sleeve with { Angle = 1.75, Bend = Lay.Between(0.3, 1.1) })], style);
    }

    private Sleeve[] Sleeves(Bodice body)
    {
        double length = longSleeves ? Cut.Between(0.72, 1.12) : Cut.Between(0.2, 0.46);
        double cuff = longSleeves ? Cut.Between(0.075, 0.12) : Cut.Between(0.14, 0.2);
        double angle = longSleeves ? Lay.Between(0.55, 1.42) : Lay.Between(0.35, 0.95);
        Sleeve One() => new(body, length, cuff, angle + (0.1 * Lay.Normal()), longSleeves ? Lay.Between(-0.15, 0.45) : 0);
        return [One(), One()];
    }

    private void Attach(Sleeve[] sleeves, int style)
    {
        Fabric cloth = style == 2 ? Second : Main;
        for (int i = 0; i < 2; i++)
        {
            Add(sleeves[i].ToPart(cloth, left: i == 1));
            Add(sleeves[i].Band(style >= 3 ? Second : cloth, style >= 3 ? 0.08 : 0.035, left: i == 1) with { Tone = 0.92 });
        }
    }

    private void Finish(Bodice body, int style)
    {
        bool contrast = style is 2 or 3;
        Point[] neckline = body.Neckline();
        Add(contrast ? Second : Main, Shapes.Ribbon(neckline, [0.022, 0.03, 0.022]), tone: 0.85, lift: 0.4, round: 0.015);
        Seam(Main, new(-body.Hem + 0.01, body.Length - 0.04), new(0, body.Length + body.HemCurve - 0.04),
            new(body.Hem - 0.01, body.Length - 0.04));
        if (style == 4)
            Polo(body);
        if (style >= 5)
            Opening(body, zip: style == 5);
        else if (Design.Buttons > 0 && style != 1)
            Placket(body.NeckDepth, body.NeckDepth + 0.3, Math.Min(Design.Buttons, 4));
        if (style < 5)
            Motif(new Point(0, body.Length * Cut.Between(0.42, 0.5)), Cut.Between(0.14, 0.27));
        if (Cut.Chance(0.25))
            Add(Main, Shapes.Box(0.24, body.ArmDepth + 0.04, 0.09, 0.1, 0.1), lift: 0.35, round: 0.012, tone: 0.94);
    }

    private void Polo(Bodice body)
    {
        double neck = body.Neck + 0.02, depth = body.NeckDepth;
        Point[] flap = [new(0.01, depth), new(neck, -0.05), new(neck + 0.06, 0.05), new(0.13, depth + 0.09)];
        Add(Second, flap, lift: 0.7, round: 0.02);
        Add(Second, [.. flap.Select(p => p.Mirrored)], lift: 0.7, round: 0.02);
        Placket(depth, depth + 0.26, 3);
    }

    private void Placket(double top, double bottom, int buttons)
    {
        Add(Main, Shapes.Box(0, (top + bottom) / 2, 0.04, (bottom - top) / 2, 0.1), lift: 0.3, round: 0.01, tone: 0.93);
        for (int i = 0; i < buttons; i++)
            Button(new Point(0, Elementary.Lerp(top, bottom, (i + 0.6) / buttons)), 0.02, Accent);
    }

    /// <summary>Opens all the way down: a zip, or a button band.</summary>
    private void Opening(Bodice body, bool zip)
    {
        double bottom = body.Length + body.HemCurve;
        if (!zip)
            Placket(body.NeckDepth, bottom, Math.Max(Design.Buttons, 4));
        else
            Add(Fabric.Plain(Palette.Steel, 0.5), Shapes.Stroke(0.014, new(0, body.NeckDepth), new(0, bottom)), lift: 0.5, round: 0.01,
                tone: 0.7);
        foreach (int side in new[] { -1, 1 })
            Seam(Main, new(side * 0.2, body.Length * 0.66), new(side * 0.3, body.Length * 0.88));
    }

    private void Hood(Bodice body)
    {
        Add(Main, Outline.From(0, -0.36).Curve(0.3, -0.36, 0.3, 0).Line(0.26, 0.12).Line(0, 0.2).Mirrored(), lift: 0.8, round: 0.06);
        Add(Second, Outline.From(0, -0.24).Curve(0.19, -0.24, body.Neck, 0.02).Line(0, body.NeckDepth).Mirrored(), lift: 0, tone: 0.5);
    }
}
