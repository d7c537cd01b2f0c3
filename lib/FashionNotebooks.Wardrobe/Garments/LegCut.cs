namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>Pants and shorts: jeans, chinos, joggers, leggings, swim and cargo shorts.</summary>
internal sealed class LegCut(Design design, SplitMix arrangement, bool shorts) : Tailor(design, arrangement)
{
    private sealed record Measures(double Waist, double Hip, double Rise, double Leg, double Knee, double Ankle);

    protected override void Sew()
    {
        double width = Elementary.Lerp(-0.025, 0.055, Design.Era);
        double waist = Cut.Between(0.33, 0.4), hip = waist * Cut.Between(1.12, 1.28);
        double ankle = shorts ? Cut.Between(0.18, 0.25) : Cut.Between(0.09, 0.17) + width;
        var m = new Measures(waist, hip, Cut.Between(0.42, 0.58),
            (shorts ? Cut.Between(0.16, 0.62) : Cut.Between(1.15, 1.65)) * Design.Length,
            shorts ? 0.22 : ((hip / 2) + ankle) * 0.47, ankle);
        bool elastic = Cut.Chance(0.4);
        Garment.Folds = new(Cut.Between(0.7, 1.2), Cut.Between(2, 3.4), shorts ? 1.6 : 2.6);
        bool folded = !shorts && Lay.Chance(0.12);
        double spread = shorts ? Lay.Between(0.12, 0.4) : Lay.Between(-0.01, 0.16);
        Point[] right = Leg(m, spread + (0.03 * Lay.Normal()));
        Point[] left = [.. Leg(m, spread + (0.03 * Lay.Normal())).Select(p => folded ? p + new Point(0.05, 0.03) : p.Mirrored)];
        Add(Main, left);
        Add(Main, right, lift: 0.7);
        Hems(m, right, left);
        if (!folded)
            Top(m, elastic);
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

    private void Hems(Measures m, Point[] right, Point[] left)
    {
        double bottom = m.Rise + m.Leg, depth = Cut.Pick(0.02, 0.02, 0.07);
        bool band = Cut.Chance(0.3), stripe = Cut.Chance(0.2);
        foreach (Point[] leg in new[] { left, right })
        {
            Point[] ends = [.. leg.Where(p => p.Y > bottom - 0.01).OrderBy(p => p.X)];
            Point a = ends[0], b = ends[^1], up = new(0, -depth);
            Add(band ? Second : Main, [a, b, b + up, a + up], lift: 0.4, round: 0.015, tone: 0.88);
            if (stripe)
            {
                double side = a.X + b.X > 0 ? b.X - 0.03 : a.X + 0.03, hip = a.X + b.X > 0 ? m.Hip - 0.04 : 0.04 - m.Hip;
                Add(Second, Shapes.Stroke(0.024, new(hip, m.Rise * 0.6), new((side + hip) / 2, (m.Rise + bottom) / 2),
                    new(side, bottom - 0.03)), lift: 0.1, round: 0.01);
            }
        }
    }

    private void Top(Measures m, bool elastic)
    {
        Fabric band = Cut.Chance(0.25) ? Second : Main;
        Add(Main, Outline.From(0, -0.03).Line(m.Waist * 0.96, -0.015).Line(m.Waist * 0.97, 0.03).Line(0, 0.05).Mirrored(), tone: 0.4,
            lift: 0.1, folds: 0);
        Add(band, Outline.From(0, 0.02).Line(m.Waist, 0).Line(m.Waist * 1.03, 0.085).Line(0, 0.11).Mirrored(), lift: 0.5, round: 0.02);
        if (elastic)
        {
            for (double x = -0.9; x < 0.95; x += 0.15)
                Seam(band, new(x * m.Waist, 0.02), new(x * m.Waist * 1.01, 0.09));
            Add(Fabric.Plain(Accent), Shapes.Stroke(0.012, new(-0.02, 0.06), new(-0.05, 0.2), new(-0.03, 0.3)), lift: 0.6, round: 0.01);
            Add(Fabric.Plain(Accent), Shapes.Stroke(0.012, new(0.02, 0.06), new(0.04, 0.18), new(0.07, 0.27)), lift: 0.6, round: 0.01);
        }
        else
        {
            foreach (double x in new[] { -0.75, -0.3, 0.3, 0.75 })
                Add(Main, Shapes.Box(x * m.Waist, 0.05, 0.014, 0.055, 0.1), lift: 0.5, round: 0.01, tone: 0.85);
            Seam(Main, new(0.07, 0.1), new(0.07, m.Rise * 0.55), new(0.0, m.Rise * 0.72));
            for (int i = 0; i < Math.Max(Design.Buttons, 1); i++)
                Button(new Point(0.0, 0.06 + (0.08 * i)), 0.022, Accent);
        }
        Pockets(m);
        Motif(new Point(-m.Hip * 0.52, m.Rise + (m.Leg * 0.3)), 0.09);
    }

    private void Pockets(Measures m)
    {
        bool cargo = Cut.Chance(shorts ? 0.25 : 0.15);
        foreach (int side in new[] { -1, 1 })
        {
            Seam(Main, new(side * m.Waist * 0.6, 0.1), new(side * m.Hip * 0.72, 0.2), new(side * m.Hip * 0.97, m.Rise * 0.62));
            if (cargo)
                Add(Main, Shapes.Box(side * m.Hip * 0.72, m.Rise + (m.Leg * 0.3), 0.1, 0.11, 0.15), lift: 0.8, round: 0.02, tone: 0.95);
        }
    }
}
