namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>Dresses: sleeveless, with straps, short or long sleeves; sheath, A-line, full and tiered skirts.</summary>
internal sealed class DressCut(Design design, SplitMix arrangement) : Tailor(design, arrangement)
{
    protected override void Sew()
    {
        int sleeves = Cut.Pick(0, 0, 1, 1, 2, 3);
        double length = Cut.Between(1.55, 2.35) * Design.Length * Elementary.Lerp(0.94, 1.06, Design.Era);
        double chest = Cut.Between(0.36, 0.43), waist = chest * Cut.Between(0.7, 0.95);
        double flare = Cut.Pick(Cut.Between(0.95, 1.15), Cut.Between(1.2, 1.6), Cut.Between(1.5, 2.1));
        var body = new Bodice(
            Shoulder: sleeves == 0 ? Cut.Between(0.26, 0.34) : Cut.Between(0.37, 0.43), ShoulderDrop: sleeves == 0 ? 0.02 : 0.08,
            Neck: sleeves == 0 ? Cut.Between(0.2, 0.24) : Cut.Between(0.16, 0.22), NeckDepth: Cut.Between(0.12, 0.36),
            VNeck: Cut.Chance(0.4), ArmDepth: Cut.Between(0.34, 0.42), Chest: chest, Waist: waist, WaistY: Cut.Between(0.6, 0.85),
            Hem: waist * flare, Length: length, HemCurve: Cut.Between(0, 0.1));
        Garment.Folds = new(Cut.Between(0.7, 1.3), Cut.Between(1.8, 3.2), flare > 1.2 ? 4 : 1.8);
        Add(Main, body.Back(), tone: 0.42, folds: 0.3, lift: 0.3);
        if (sleeves > 0)
            Sleeves(body, sleeves);
        Add(Main, body.Body(), lift: 0.6);
        Skirt(Cut.Chance(0.3) ? Second : Main, body, flare);
        Finish(body);
    }

    private void Sleeves(Bodice body, int kind)
    {
        double length = kind == 1 ? Cut.Between(0.16, 0.3) : kind == 2 ? Cut.Between(0.35, 0.6) : Cut.Between(0.8, 1.0);
        double cuff = kind == 3 ? 0.09 : Cut.Between(0.11, 0.17);
        for (int i = 0; i < 2; i++)
        {
            var sleeve = new Sleeve(body, length, cuff, Lay.Between(0.6, 1.25), kind == 3 ? Lay.Between(-0.1, 0.4) : 0);
            Add(sleeve.ToPart(Main, left: i == 1));
            Add(sleeve.Band(Main, 0.03, left: i == 1) with { Tone = 0.85 });
        }
    }

    /// <summary>The skirt as a cloth of its own with a wavy hem, and pleats that run from the waist.</summary>
    private void Skirt(Fabric cloth, Bodice body, double flare)
    {
        double waves = flare > 1.2 ? Cut.Between(0.01, 0.035) : 0.004, turns = Cut.Between(16, 30), phase = Cut.Between(0, 6);
        Outline half = Outline.From(0, body.WaistY).Line(body.Waist, body.WaistY)
            .Curve(Elementary.Lerp(body.Waist, body.Hem, flare > 1.5 ? 0.75 : 0.45), Elementary.Lerp(body.WaistY, body.Length, 0.4),
                body.Hem, body.Length);
        for (int i = 1; i <= 24; i++)
        {
            double x = body.Hem * (1 - (i / 24.0)), round = 1 - (x / body.Hem * (x / body.Hem));
            half.Line(x, body.Length + (body.HemCurve * round) + (waves * Elementary.Sin((x * turns) + phase)));
        }
        Add(cloth, half.Mirrored(), lift: 0.5, round: 0.03);
        int pleats = flare > 1.2 ? Cut.Below(9) : 0;
        for (int i = 1; i <= pleats; i++)
        {
            double side = (2.0 * i / (pleats + 1)) - 1;
            Point top = new(side * body.Waist, body.WaistY + 0.02),
                end = new(side * body.Hem, body.Length + (body.HemCurve * (1 - (side * side))) - 0.02);
            Add(cloth, Shapes.Ribbon([top, Point.Lerp(top, end, 0.5), end], [0.006, 0.03]), lift: 0.5, tone: 0.62, opacity: 0.6);
        }
    }

    private void Finish(Bodice body)
    {
        Add(Main, Shapes.Ribbon(body.Neckline(), [0.014, 0.018, 0.014]), tone: 0.8, lift: 0.3, round: 0.012);
        if (Cut.Chance(0.4))
        {
            Fabric belt = Cut.Chance(0.5) ? Second : Main;
            Add(belt, Shapes.Stroke(0.035, new(-body.Waist * 1.01, body.WaistY), new(0, body.WaistY + 0.015),
                new(body.Waist * 1.01, body.WaistY)), lift: 0.8, round: 0.015, tone: 0.9);
        }
        if (Cut.Chance(0.35))
            Add(Second, Shapes.Stroke(0.05, new(-body.Hem * 0.97, body.Length - 0.05), new(0, body.Length + body.HemCurve - 0.05),
                new(body.Hem * 0.97, body.Length - 0.05)), lift: 0.2, round: 0.015);
        for (int i = 0; i < Design.Buttons; i++)
            Button(new Point(0, Elementary.Lerp(body.NeckDepth, body.WaistY, (i + 0.5) / Design.Buttons)), 0.022, Accent);
        Motif(new Point(0, body.WaistY * 0.62), 0.12);
    }
}
