using FashionNotebooks.Wardrobe.Drawing;


namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>T-shirts, polos, sweatshirts, hoodies, jumpers and cardigans.</summary>
internal static class TopCut
{
    internal static Garment Sew(Design design, SplitMix arrangement, bool longSleeves)
    {
        SplitMix cut = design.Cut();
        double ease = Elementary.Lerp(-0.02, 0.07, design.Era) + cut.Between(-0.06, 0.08);
        double waist = cut.Between(0.86, 1.02);
        int style = cut.Below(longSleeves ? 7 : 5);
        var body = new Bodice
        {
            Shoulder = 0.46 + (ease * 0.8),
            ShoulderDrop = cut.Between(0.06, 0.12),
            Neck = cut.Between(0.14, 0.2),
            NeckDepth = style == 1 ? cut.Between(0.2, 0.34) : cut.Between(0.09, 0.2),
            VNeck = style == 1,
            ArmDepth = cut.Between(0.36, 0.46),
            Chest = 0.46 + ease,
            Waist = (0.46 + ease) * waist,
            Hem = (0.46 + ease) * ((waist + 1) / 2) * cut.Between(0.96, 1.06),
            Length = cut.Between(1.05, 1.4) * design.Length * Elementary.Lerp(1.05, 0.95, design.Era),
            HemCurve = cut.Between(-0.01, 0.06),
        };
        var garment = new Garment { Folds = new(cut.Between(0.7, 1.3), cut.Between(2, 3.4), cut.Between(1.1, 1.8)) };
        if (longSleeves && style == 5)
            Hood(garment, design, body);
        garment.Add(new Part(design.Main, body.Back()) { Tone = 0.42, Folds = 0.3, Lift = 0.3 });
        Sleeve[] sleeves = Sleeves(cut, arrangement, body, longSleeves);
        bool over = longSleeves && arrangement.Chance(0.15);
        if (!over)
            Attach(garment, design, sleeves, style);
        garment.Add(new Part(design.Main, body.Body()) { Lift = 0.6 });
        Finish(garment, design, body, style, cut);
        if (over)
            Attach(garment, design, [.. sleeves.Select(sleeve => sleeve with { Angle = 1.75, Bend = arrangement.Between(0.3, 1.1) })], style);
        return garment;
    }

    private static Sleeve[] Sleeves(SplitMix cut, SplitMix arrangement, Bodice body, bool longSleeves)
    {
        double length = longSleeves ? cut.Between(0.72, 1.12) : cut.Between(0.2, 0.46);
        double cuff = longSleeves ? cut.Between(0.075, 0.12) : cut.Between(0.14, 0.2);
        double angle = longSleeves ? arrangement.Between(0.55, 1.42) : arrangement.Between(0.35, 0.95);
        Sleeve One() => new(body, length, cuff, angle + (0.1 * arrangement.Normal()), longSleeves ? arrangement.Between(-0.15, 0.45) : 0);
        return [One(), One()];
    }

    private static void Attach(Garment garment, Design design, Sleeve[] sleeves, int style)
    {
        Fabric cloth = style == 2 ? design.Second : design.Main;
        for (int i = 0; i < 2; i++)
        {
            garment.Add(sleeves[i].ToPart(cloth, left: i == 1));
            garment.Add(sleeves[i].Band(style >= 3 ? design.Second : cloth, style >= 3 ? 0.08 : 0.035, left: i == 1) with { Tone = 0.92 });
        }
    }

    private static void Finish(Garment garment, Design design, Bodice body, int style, SplitMix cut)
    {
        bool contrast = style is 2 or 3;
        Point[] neckline = body.Neckline();
        garment.Add(new Part(contrast ? design.Second : design.Main, Shapes.Ribbon(neckline, [0.022, 0.03, 0.022])) { Tone = 0.85, Lift = 0.4, Round = 0.015 });
        garment.Seam(design.Main, new(-body.Hem + 0.01, body.Length - 0.04), new(0, body.Length + body.HemCurve - 0.04), new(body.Hem - 0.01, body.Length - 0.04));
        if (style == 4)
            Polo(garment, design, body);
        if (style >= 5)
            Opening(garment, design, body, zip: style == 5);
        else if (design.Buttons > 0 && style != 1)
            Placket(garment, design, body.NeckDepth, body.NeckDepth + 0.3, Math.Min(design.Buttons, 4));
        if (style < 5)
            Print.Apply(garment, design, new Point(0, body.Length * cut.Between(0.42, 0.5)), cut.Between(0.14, 0.27));
        if (cut.Chance(0.25))
            garment.Add(new Part(design.Main, Shapes.Box(0.24, body.ArmDepth + 0.04, 0.09, 0.1, 0.1)) { Lift = 0.35, Round = 0.012, Tone = 0.94 });
    }

    private static void Polo(Garment garment, Design design, Bodice body)
    {
        double neck = body.Neck + 0.02, depth = body.NeckDepth;
        Point[] flap = [new(0.01, depth), new(neck, -0.05), new(neck + 0.06, 0.05), new(0.13, depth + 0.09)];
        garment.Add(new Part(design.Second, flap) { Lift = 0.7, Round = 0.02 });
        garment.Add(new Part(design.Second, [.. flap.Select(p => new Point(-p.X, p.Y))]) { Lift = 0.7, Round = 0.02 });
        Placket(garment, design, depth, depth + 0.26, 3);
    }

    private static void Placket(Garment garment, Design design, double top, double bottom, int buttons)
    {
        garment.Add(new Part(design.Main, Shapes.Box(0, (top + bottom) / 2, 0.04, (bottom - top) / 2, 0.1)) { Lift = 0.3, Round = 0.01, Tone = 0.93 });
        for (int i = 0; i < buttons; i++)
            garment.Button(new Point(0, Elementary.Lerp(top, bottom, (i + 0.6) / buttons)), 0.02, design.Accent);
    }

    /// <summary>Opens all the way down: a zip, or a button band.</summary>
    private static void Opening(Garment garment, Design design, Bodice body, bool zip)
    {
        double bottom = body.Length + body.HemCurve;
        if (!zip)
            Placket(garment, design, body.NeckDepth, bottom, Math.Max(design.Buttons, 4));
        else
            garment.Add(new Part(Fabric.Plain(Palette.Steel, 0.5), Shapes.Stroke(0.014, new(0, body.NeckDepth), new(0, bottom))) { Lift = 0.5, Round = 0.01, Tone = 0.7 });
        foreach (int side in new[] { -1, 1 })
            garment.Seam(design.Main, new(side * 0.2, body.Length * 0.66), new(side * 0.3, body.Length * 0.88));
    }

    private static void Hood(Garment garment, Design design, Bodice body)
    {
        garment.Add(new Part(design.Main, Outline.From(0, -0.36).Curve(0.3, -0.36, 0.3, 0).Line(0.26, 0.12).Line(0, 0.2).Mirrored()) { Lift = 0.8, Round = 0.06 });
        garment.Add(new Part(design.Second, Outline.From(0, -0.24).Curve(0.19, -0.24, body.Neck, 0.02).Line(0, body.NeckDepth).Mirrored()) { Lift = 0, Tone = 0.5 });
    }
}
