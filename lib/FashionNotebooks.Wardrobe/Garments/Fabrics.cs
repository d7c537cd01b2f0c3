using FashionNotebooks.Wardrobe.Drawing;


namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>Fabrics with sensible measures for each pattern.</summary>
internal static class Fabrics
{
    internal static Fabric Of(FabricPattern pattern, Rgb ground, double era, SplitMix random)
    {
        Rgb second = pattern == FabricPattern.Heather ? ground * 0.45 : Rgb.Mix(ground, Palette.Against(random, ground, era), random.Between(0.35, 1));
        return new Fabric(pattern, ground, second, Palette.Against(random, second, era))
        {
            Frequency = pattern switch
            {
                FabricPattern.Stripes => random.Between(4, 16),
                FabricPattern.Plaid => random.Between(3, 8),
                FabricPattern.Gingham => random.Between(6, 14),
                FabricPattern.Dots => random.Between(5, 14),
                FabricPattern.Floral => random.Between(3, 9),
                _ => random.Between(2, 4),
            },
            Angle = pattern == FabricPattern.Stripes && random.Chance(0.3) ? Math.PI / 2 : 0,
            Duty = random.Between(0.25, 0.6),
            Seed = (uint)random.Next(),
            Gloss = pattern == FabricPattern.Leather ? random.Between(0.3, 1) : random.Chance(0.12) ? 0.35 : 0,
        };
    }

    internal static Fabric Denim(SplitMix random)
    {
        Rgb blue = Rgb.FromHsv(random.Between(208, 226), random.Between(0.25, 0.6), random.Between(0.25, 0.75));
        return new Fabric(FabricPattern.Denim, blue, Rgb.Mix(blue, Palette.White, 0.4), blue)
        {
            Duty = random.Between(0.1, 0.8),
            Seed = (uint)random.Next(),
        };
    }
}
