using FashionNotebooks.Wardrobe.Drawing;


namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>Dresses: sleeveless, with straps, short or long sleeves; sheath, A-line, full and tiered skirts.</summary>
internal static class DressCut
{
    internal static Garment Sew(Design design, SplitMix arrangement)
    {
        SplitMix cut = design.Cut();
        int sleeves = cut.Pick(0, 0, 1, 1, 2, 3);
        double length = cut.Between(1.55, 2.35) * design.Length * Elementary.Lerp(0.94, 1.06, design.Era);
        double chest = cut.Between(0.36, 0.43), waist = chest * cut.Between(0.7, 0.95);
        double flare = cut.Pick(cut.Between(0.95, 1.15), cut.Between(1.2, 1.6), cut.Between(1.5, 2.1));
        var body = new Bodice
        {
            Shoulder = sleeves == 0 ? cut.Between(0.26, 0.34) : cut.Between(0.37, 0.43),
            ShoulderDrop = sleeves == 0 ? 0.02 : 0.08,
            Neck = sleeves == 0 ? cut.Between(0.2, 0.24) : cut.Between(0.16, 0.22),
            NeckDepth = cut.Between(0.12, 0.36),
            VNeck = cut.Chance(0.4),
            ArmDepth = cut.Between(0.34, 0.42),
            Chest = chest,
            Waist = waist,
            WaistY = cut.Between(0.6, 0.85),
            Hem = waist * flare,
            Length = length,
            HemCurve = cut.Between(0, 0.1),
        };
        var garment = new Garment { Folds = new(cut.Between(0.7, 1.3), cut.Between(1.8, 3.2), flare > 1.2 ? 4 : 1.8) };
        garment.Add(new Part(design.Main, body.Back()) { Tone = 0.42, Folds = 0.3, Lift = 0.3 });
        if (sleeves > 0)
            Sleeves(garment, design, body, cut, arrangement, sleeves);
        garment.Add(new Part(design.Main, body.Body()) { Lift = 0.6 });
        Skirt(garment, cut.Chance(0.3) ? design.Second : design.Main, body, cut, flare);
        Finish(garment, design, body, cut);
        return garment;
    }

    private static void Sleeves(Garment garment, Design design, Bodice body, SplitMix cut, SplitMix arrangement, int kind)
    {
        double length = kind == 1 ? cut.Between(0.16, 0.3) : kind == 2 ? cut.Between(0.35, 0.6) : cut.Between(0.8, 1.0);
        double cuff = kind == 3 ? 0.09 : cut.Between(0.11, 0.17);
        for (int i = 0; i < 2; i++)
        {
            var sleeve = new Sleeve(body, length, cuff, arrangement.Between(0.6, 1.25), kind == 3 ? arrangement.Between(-0.1, 0.4) : 0);
            garment.Add(sleeve.ToPart(design.Main, left: i == 1));
            garment.Add(sleeve.Band(design.Main, 0.03, left: i == 1) with { Tone = 0.85 });
        }
    }

    /// <summary>The skirt as a cloth of its own with a wavy hem, and pleats that run from the waist.</summary>
    private static void Skirt(Garment garment, Fabric cloth, Bodice body, SplitMix cut, double flare)
    {
        double waves = flare > 1.2 ? cut.Between(0.01, 0.035) : 0.004, turns = cut.Between(16, 30), phase = cut.Between(0, 6);
        Outline half = Outline.From(0, body.WaistY).Line(body.Waist, body.WaistY)
            .Curve(Elementary.Lerp(body.Waist, body.Hem, flare > 1.5 ? 0.75 : 0.45), Elementary.Lerp(body.WaistY, body.Length, 0.4), body.Hem, body.Length);
        for (int i = 1; i <= 24; i++)
        {
            double x = body.Hem * (1 - (i / 24.0)), round = 1 - (x / body.Hem * (x / body.Hem));
            half.Line(x, body.Length + (body.HemCurve * round) + (waves * Elementary.Sin((x * turns) + phase)));
        }
        garment.Add(new Part(cloth, half.Mirrored()) { Lift = 0.5, Round = 0.03 });
        int pleats = flare > 1.2 ? cut.Below(9) : 0;
        for (int i = 1; i <= pleats; i++)
        {
            double side = (2.0 * i / (pleats + 1)) - 1;
            Point top = new(side * body.Waist, body.WaistY + 0.02), end = new(side * body.Hem, body.Length + (body.HemCurve * (1 - (side * side))) - 0.02);
            garment.Add(new Part(cloth, Shapes.Ribbon([top, Point.Lerp(top, end, 0.5), end], [0.006, 0.03])) { Lift = 0.5, Tone = 0.62, Opacity = 0.6 });
        }
    }

    private static void Finish(Garment garment, Design design, Bodice body, SplitMix cut)
    {
        garment.Add(new Part(design.Main, Shapes.Ribbon(body.Neckline(), [0.014, 0.018, 0.014])) { Tone = 0.8, Lift = 0.3, Round = 0.012 });
        if (cut.Chance(0.4))
        {
            Fabric belt = cut.Chance(0.5) ? design.Second : design.Main;
            garment.Add(new Part(belt, Shapes.Stroke(0.035, new(-body.Waist * 1.01, body.WaistY), new(0, body.WaistY + 0.015), new(body.Waist * 1.01, body.WaistY))) { Lift = 0.8, Round = 0.015, Tone = 0.9 });
        }
        if (cut.Chance(0.35))
            garment.Add(new Part(design.Second, Shapes.Stroke(0.05, new(-body.Hem * 0.97, body.Length - 0.05), new(0, body.Length + body.HemCurve - 0.05), new(body.Hem * 0.97, body.Length - 0.05))) { Lift = 0.2, Round = 0.015 });
        for (int i = 0; i < design.Buttons; i++)
            garment.Button(new Point(0, Elementary.Lerp(body.NeckDepth, body.WaistY, (i + 0.5) / design.Buttons)), 0.022, design.Accent);
        Print.Apply(garment, design, new Point(0, body.WaistY * 0.62), 0.12);
    }
}
