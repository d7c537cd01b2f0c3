using FashionNotebooks.Wardrobe.Drawing;


namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>Pants and shorts: jeans, chinos, joggers, leggings, swim and cargo shorts.</summary>
internal static class LegCut
{
    private sealed record Measures(double Waist, double Hip, double Rise, double Leg, double Knee, double Ankle);

    internal static Garment Sew(Design design, SplitMix arrangement, bool shorts)
    {
        SplitMix cut = design.Cut();
        double width = Elementary.Lerp(-0.025, 0.055, design.Era);
        double waist = cut.Between(0.33, 0.4), hip = waist * cut.Between(1.12, 1.28);
        double ankle = shorts ? cut.Between(0.18, 0.25) : cut.Between(0.09, 0.17) + width;
        var m = new Measures(waist, hip, cut.Between(0.42, 0.58),
            (shorts ? cut.Between(0.16, 0.62) : cut.Between(1.15, 1.65)) * design.Length,
            shorts ? 0.22 : ((hip / 2) + ankle) * 0.47, ankle);
        bool elastic = cut.Chance(0.4);
        var garment = new Garment { Folds = new(cut.Between(0.7, 1.2), cut.Between(2, 3.4), shorts ? 1.6 : 2.6) };
        bool folded = !shorts && arrangement.Chance(0.12);
        double spread = shorts ? arrangement.Between(0.12, 0.4) : arrangement.Between(-0.01, 0.16);
        Point[] right = Leg(m, spread + (0.03 * arrangement.Normal()));
        Point[] left = Mirror(Leg(m, spread + (0.03 * arrangement.Normal())));
        if (folded)
            left = [.. Mirror(left).Select(p => p + new Point(0.05, 0.03))];
        garment.Add(new Part(design.Main, left));
        garment.Add(new Part(design.Main, right) { Lift = 0.7 });
        Hems(garment, design, m, cut, right, left);
        if (!folded)
            Top(garment, design, m, cut, elastic, shorts);
        return garment;
    }

    /// <summary>The right half: waist, hip, outer seam, hem, inner seam, crotch.</summary>
    private static Point[] Leg(Measures m, double spread)
    {
        double bottom = m.Rise + m.Leg, centre = (m.Hip * 0.5) + (m.Leg * spread), middle = (centre + (m.Hip * 0.5)) / 2;
        return Outline.From(-0.008, 0.02).Line(m.Waist, 0).Curve(m.Hip, m.Rise * 0.4, m.Hip, m.Rise * 0.85)
            .Curve(middle + m.Knee, m.Rise + (m.Leg * 0.45), centre + m.Ankle, bottom)
            .Line(Math.Max(centre - m.Ankle, 0.004), bottom + 0.02)
            .Curve(Math.Max(middle - m.Knee, 0.004), m.Rise + (m.Leg * 0.4), -0.008, m.Rise)
            .Closed();
    }

    private static Point[] Mirror(Point[] points) => [.. points.Select(p => new Point(-p.X, p.Y))];

    private static void Hems(Garment garment, Design design, Measures m, SplitMix cut, Point[] right, Point[] left)
    {
        double bottom = m.Rise + m.Leg, depth = cut.Pick(0.02, 0.02, 0.07);
        bool band = cut.Chance(0.3), stripe = cut.Chance(0.2);
        foreach (Point[] leg in new[] { left, right })
        {
            Point[] ends = [.. leg.Where(p => p.Y > bottom - 0.01).OrderBy(p => p.X)];
            Point a = ends[0], b = ends[^1], up = new(0, -depth);
            garment.Add(new Part(band ? design.Second : design.Main, [a, b, b + up, a + up]) { Lift = 0.4, Round = 0.015, Tone = 0.88 });
            if (stripe)
            {
                double side = a.X + b.X > 0 ? b.X - 0.03 : a.X + 0.03, hip = a.X + b.X > 0 ? m.Hip - 0.04 : 0.04 - m.Hip;
                garment.Add(new Part(design.Second, Shapes.Stroke(0.024, new(hip, m.Rise * 0.6), new((side + hip) / 2, (m.Rise + bottom) / 2), new(side, bottom - 0.03))) { Lift = 0.1, Round = 0.01 });
            }
        }
    }

    private static void Top(Garment garment, Design design, Measures m, SplitMix cut, bool elastic, bool shorts)
    {
        Fabric band = cut.Chance(0.25) ? design.Second : design.Main;
        garment.Add(new Part(design.Main, Outline.From(0, -0.03).Line(m.Waist * 0.96, -0.015).Line(m.Waist * 0.97, 0.03).Line(0, 0.05).Mirrored()) { Tone = 0.4, Lift = 0.1, Folds = 0 });
        garment.Add(new Part(band, Outline.From(0, 0.02).Line(m.Waist, 0).Line(m.Waist * 1.03, 0.085).Line(0, 0.11).Mirrored()) { Lift = 0.5, Round = 0.02 });
        if (elastic)
        {
            for (double x = -0.9; x < 0.95; x += 0.15)
                garment.Seam(band, new(x * m.Waist, 0.02), new(x * m.Waist * 1.01, 0.09));
            garment.Add(new Part(Fabric.Plain(design.Accent), Shapes.Ribbon([new(-0.02, 0.06), new(-0.05, 0.2), new(-0.03, 0.3)], [0.012, 0.012])) { Lift = 0.6, Round = 0.01 });
            garment.Add(new Part(Fabric.Plain(design.Accent), Shapes.Ribbon([new(0.02, 0.06), new(0.04, 0.18), new(0.07, 0.27)], [0.012, 0.012])) { Lift = 0.6, Round = 0.01 });
        }
        else
        {
            foreach (double x in new[] { -0.75, -0.3, 0.3, 0.75 })
                garment.Add(new Part(design.Main, Shapes.Box(x * m.Waist, 0.05, 0.014, 0.055, 0.1)) { Lift = 0.5, Round = 0.01, Tone = 0.85 });
            garment.Seam(design.Main, new(0.07, 0.1), new(0.07, m.Rise * 0.55), new(0.0, m.Rise * 0.72));
            for (int i = 0; i < Math.Max(design.Buttons, 1); i++)
                garment.Button(new Point(0.0, 0.06 + (0.08 * i)), 0.022, design.Accent);
        }
        Pockets(garment, design, m, cut, shorts);
        Print.Apply(garment, design, new Point(-m.Hip * 0.52, m.Rise + (m.Leg * 0.3)), 0.09);
    }

    private static void Pockets(Garment garment, Design design, Measures m, SplitMix cut, bool shorts)
    {
        bool cargo = cut.Chance(shorts ? 0.25 : 0.15);
        foreach (int side in new[] { -1, 1 })
        {
            garment.Seam(design.Main, new(side * m.Waist * 0.6, 0.1), new(side * m.Hip * 0.72, 0.2), new(side * m.Hip * 0.97, m.Rise * 0.62));
            if (cargo)
                garment.Add(new Part(design.Main, Shapes.Box(side * m.Hip * 0.72, m.Rise + (m.Leg * 0.3), 0.1, 0.11, 0.15)) { Lift = 0.8, Round = 0.02, Tone = 0.95 });
        }
    }
}
