namespace FashionNotebooks.Wardrobe.Photography;

/// <summary>A person who sends photos: three places at home, one telephone, habits of light and care.</summary>
internal sealed record Contributor(int Id, Floor[] Floors, Camera Camera, double Skew, double LightAngle)
{
    internal static Contributor Meet(int id, ulong seed)
    {
        SplitMix random = SplitMix.For(seed, 11, (ulong)id);
        Floor[] floors = [Lay(random), Lay(random), Lay(random)];
        double warmth = 0.09 * random.Normal(), green = 0.03 * random.Normal();
        return new Contributor(id, floors, new Camera
        {
            Exposure = random.Between(0.85, 1.2),
            White = new Rgb((float)(1 + warmth), (float)(1 + green), (float)(1 - warmth)),
            Blur = Math.Max(0, random.Between(-0.6, 1.1)),
            Grain = random.Between(0.005, 0.025),
            Vignette = random.Between(0, 0.35),
            Contrast = random.Between(-0.1, 0.4),
            Quality = random.Below(32) + 62,
        }, random.Between(0.02, 0.1), random.Between(0, 2 * Math.PI));
    }

    private static Floor Lay(SplitMix random)
    {
        uint seed = (uint)random.Next();
        FloorKind kind = random.Pick(FloorKind.Planks, FloorKind.Planks, FloorKind.Tiles, FloorKind.Carpet, FloorKind.Sheet,
            FloorKind.Sheet, FloorKind.Wall);
        switch (kind)
        {
            case FloorKind.Planks:
                Rgb wood = Rgb.FromHsv(random.Between(18, 38), random.Between(0.1, 0.55), random.Between(0.5, 0.9));
                return new Floor(kind, Fabric.Plain(wood) with { Second = wood * 0.45 }, random.Between(3.5, 7), seed);
            case FloorKind.Tiles:
                Rgb stone = Rgb.FromHsv(random.Between(20, 60), random.Between(0.03, 0.25), random.Between(0.5, 0.9));
                return new Floor(kind, Fabric.Plain(stone) with { Second = stone * random.Pick(0.35, 0.5, 1.3) },
                    random.Between(1.2, 3.2), seed);
            case FloorKind.Sheet:
                Rgb linen = random.Chance(0.65) ? Rgb.FromHsv(40, 0.06, random.Between(0.75, 0.95)) : Palette.Cloth(random, random.Unit());
                FabricPattern pattern = random.Pick(FabricPattern.Plain, FabricPattern.Plain, FabricPattern.Plain, FabricPattern.Plain,
                    FabricPattern.Floral, FabricPattern.Stripes);
                Fabric sheet = Fabric.Of(pattern, linen, 0.5, random);
                return new Floor(kind, sheet with
                {
                    Gloss = 0,
                    Frequency = sheet.Frequency * 0.8,
                    Second = Rgb.Mix(linen, sheet.Second, random.Between(0.15, 0.5))
                }, 1, seed);
            default:
                Rgb colour = random.Chance(0.7)
                    ? Rgb.FromHsv(random.Between(20, 60), random.Between(0, 0.2), random.Between(0.55, 0.9))
                    : Palette.Cloth(random, random.Unit());
                return new Floor(kind, Fabric.Plain(colour) with { Second = Rgb.Mix(colour, Palette.Against(random, colour, 0.5), 0.5) },
                    random.Between(3, 11), seed);
        }
    }
}
