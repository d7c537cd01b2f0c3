namespace FashionNotebooks.Wardrobe.Photography;

/// <summary>Sets up a photo: which floor, how the garment lies, the light, what else is in the frame.</summary>
internal static class Photographer
{
    internal static Scene Arrange(Design design, Contributor contributor, ulong seed)
    {
        SplitMix random = new(seed);
        Garment garment = Tailor.Sew(design, SplitMix.For(seed, 1));
        Floor floor = Choose(contributor, design, random);
        double turn = contributor.LightAngle + (0.5 * random.Normal());
        var light = new Light(Point.Toward(turn), random.Between(0.5, 1.15), random.Between(0.008, 0.035), random.Between(0.25, 0.6),
            random.Between(0.1, 0.7));
        Camera camera = contributor.Camera with
        {
            Exposure = contributor.Camera.Exposure * random.Between(0.85, 1.15),
            Blur = Math.Max(0, contributor.Camera.Blur + random.Between(-0.3, 0.5)),
        };
        return new Scene(garment, Lie(garment, design, contributor, random), floor, light, camera, seed)
        {
            Ground = new Pose(new Point(random.Between(-20, 20), random.Between(-20, 20)), random.Between(0.8, 1.3),
                random.Pick(0, 0, Math.PI / 2, random.Between(0, 6)) + (0.1 * random.Normal()))
            {
                Tilt = new Point(0.15 * random.Normal(), 0.25 * random.Normal()),
            },
            Clutter = random.Chance(0.2) ? [Intruder(random)] : [],
        };
    }

    /// <summary>People mostly lay a garment where it stands out.</summary>
    private static Floor Choose(Contributor contributor, Design design, SplitMix random)
    {
        Floor any = random.Pick(contributor.Floors);
        return random.Chance(0.2) ? any : contributor.Floors.MaxBy(floor =>
            Math.Abs(floor.Cloth.Base.Luminance - design.Main.Base.Luminance))!;
    }

    private static Pose Lie(Garment garment, Design design, Contributor contributor, SplitMix random)
    {
        var corners = garment.Parts.Where(part => part.Lift > 0).SelectMany(part => part.Contours).SelectMany(contour => contour).ToArray();
        double left = corners.Min(p => p.X), right = corners.Max(p => p.X), top = corners.Min(p => p.Y), bottom = corners.Max(p => p.Y);
        bool free = design.Class is "accessories" or "bags" or "shoes" or "hat";
        double angle = random.Normal() * contributor.Skew * (free ? 1.4 : 1);
        if (random.Chance(free ? 0.05 : 0.02))
            angle += random.Pick(-1, 1, 2) * Math.PI / 2;
        double span = Math.Max(Math.Max(right - left, bottom - top), 0.75 * new Point(right - left, bottom - top).Length);
        double fill = random.Chance(0.06) ? random.Between(0.98, 1.12) : random.Between(0.78, 0.95);
        return new Pose(new Point((left + right) / 2, (top + bottom) / 2), fill / span, angle)
        {
            Shift = new Point(0.02 * random.Normal(), 0.02 * random.Normal()),
            Tilt = new Point(0.08 * random.Normal(), 0.15 * random.Normal()),
            Bend = random.Between(0.02, free ? 0.06 : 0.13) * (right - left),
            BendSeed = (uint)random.Next(),
        };
    }

    /// <summary>A corner of something else: a blanket, a cupboard, a rug.</summary>
    private static Part Intruder(SplitMix random)
    {
        Fabric cloth = Fabric.Of(random.Pick(FabricPattern.Plain, FabricPattern.Stripes, FabricPattern.Floral, FabricPattern.Knit),
            Palette.Cloth(random, random.Unit()), 0.5, random);
        Point centre = new Point(0.5, 0.5) + (Point.Toward(random.Between(0, 6.28)) * random.Between(0.68, 0.85));
        return new Part(cloth, [.. Shapes.Box(0, 0, random.Between(0.2, 0.4), random.Between(0.2, 0.4), 0.1)
            .Select(p => p.Turned(random.Between(0, 3)) + centre)]);
    }
}
