namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>
/// Invents designs. Fashion drifts with the era: stripes and plaid make room for plain, heather and floral cloth, colours turn earthy, and
/// (in the cuts) trousers widen, tops get boxier and shorter, dresses longer.
/// </summary>
internal static class Designer
{
    internal static Design Invent(string garmentClass, double era, SplitMix random)
    {
        Fabric main = Cloth(garmentClass, era, random);
        Rgb second = Palette.Against(random, main.Base, era);
        return new Design(garmentClass, era, random.Next(), main, Trim(main, second, random))
        {
            Accent = random.Chance(0.4) ? (main.Base.Luminance > 0.25 ? Palette.Black : Palette.White)
                : Palette.Against(random, main.Base, era),
            HasPrint = random.Chance(main.Pattern is FabricPattern.Plain or FabricPattern.Heather ? 0.55 : 0.15),
            PrintSeed = random.Next(),
            Buttons = random.Chance(0.35) ? random.Below(4) + 2 : 0,
        };
    }

    /// <summary>The same cut and colours with one thing changed: pattern frequency, print, button row or hem.</summary>
    internal static Design Twin(Design design, SplitMix random)
    {
        int change = random.Below(4);
        if (change == 0 && design.Main.HasRepeats)
            return design with { Main = design.Main with { Frequency = design.Main.Frequency * random.Pick(0.55, 1.8) } };
        if (change == 1 && design.Class is not ("accessories" or "shoes"))
            return design.HasPrint ? design with { PrintSeed = random.Next() } : design with { HasPrint = true };
        if (change == 2 && design.Class is "bags" or "dress")
            return design with { Buttons = design.Buttons == 0 ? 5 : 0 };
        return design with { Length = random.Pick(0.8, 1.24) };
    }

    private static Fabric Cloth(string garmentClass, double era, SplitMix random)
    {
        bool leather = garmentClass is "shoes" or "bags" or "accessories" && random.Chance(garmentClass == "accessories" ? 0.4 : 0.6);
        if (leather)
            return Fabric.Of(FabricPattern.Leather, Palette.Leather(random, era), era, random);
        if (garmentClass is "pants" or "shorts" && random.Chance(0.35))
            return Fabric.Jeans(random);
        if (garmentClass == "hat" && random.Chance(0.2))
            return Fabric.Of(FabricPattern.Straw, Rgb.FromHsv(38, random.Between(0.2, 0.5), random.Between(0.6, 0.9)), era, random);
        (FabricPattern Pattern, double Weight)[] patterns =
        [
            (FabricPattern.Plain, 8), (FabricPattern.Heather, Elementary.Lerp(0.6, 1.6, era)), (FabricPattern.Knit, 0.8),
            (FabricPattern.Stripes, Elementary.Lerp(2.4, 0.9, era)), (FabricPattern.Plaid, Elementary.Lerp(1.6, 0.5, era)),
            (FabricPattern.Gingham, 0.4), (FabricPattern.Dots, 0.8), (FabricPattern.Floral, Elementary.Lerp(0.5, 1.8, era)),
            (FabricPattern.Camouflage, 0.4),
        ];
        return Fabric.Of(random.Weighted(patterns, choice => choice.Weight).Pattern, Palette.Cloth(random, era), era, random);
    }

    private static Fabric Trim(Fabric main, Rgb second, SplitMix random) => random.Chance(0.35)
        ? main with { Base = main.Base * 0.75 }
        : new Fabric(main.Pattern == FabricPattern.Leather ? FabricPattern.Leather : FabricPattern.Plain, second, second,
            second)
        { Gloss = main.Gloss, Seed = main.Seed };
}
