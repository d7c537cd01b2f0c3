namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>Colours people wear. The era (0 = first year, 1 = last) shifts them from dark and strong to light and earthy.</summary>
internal static class Palette
{
    internal static readonly Rgb White = Rgb.FromHsv(40, 0.04, 0.93);
    internal static readonly Rgb Black = Rgb.FromHsv(230, 0.12, 0.13);
    internal static readonly Rgb Steel = Rgb.FromHsv(210, 0.06, 0.72);
    internal static readonly Rgb Brass = Rgb.FromHsv(42, 0.5, 0.78);

    // Hue, saturation, value, weight in the first and in the last year.
    private static readonly (double Hue, double Saturation, double Value, double First, double Last)[] Families =
    [
        (230, 0.15, 0.13, 2.6, 1.9), (40, 0.05, 0.92, 0.7, 0.9), (210, 0.06, 0.55, 1.0, 0.8), (215, 0.10, 0.32, 1.4, 1.2),
        (225, 0.62, 0.33, 2.0, 1.5), (212, 0.62, 0.68, 0.9, 0.6), (200, 0.40, 0.85, 0.5, 0.7), (355, 0.80, 0.72, 0.9, 0.5),
        (345, 0.65, 0.42, 0.5, 0.5), (340, 0.38, 0.88, 0.5, 0.8), (318, 0.65, 0.72, 0.4, 0.3), (140, 0.55, 0.40, 0.5, 0.8),
        (95, 0.35, 0.62, 0.3, 0.9), (75, 0.40, 0.40, 0.4, 0.7), (38, 0.28, 0.78, 0.5, 1.3), (28, 0.50, 0.50, 0.5, 1.1),
        (48, 0.70, 0.88, 0.4, 0.5), (22, 0.75, 0.86, 0.4, 0.5), (275, 0.42, 0.52, 0.4, 0.5), (176, 0.55, 0.58, 0.4, 0.5),
    ];

    internal static Rgb Cloth(SplitMix random, double era)
    {
        var chosen = random.Weighted(Families, family => Elementary.Lerp(family.First, family.Last, era));
        return Rgb.FromHsv(
            chosen.Hue + (8 * random.Normal()) + 360,
            Math.Clamp((chosen.Saturation * 0.88) + (0.07 * random.Normal()), 0, 1),
            Math.Clamp(chosen.Value + (0.07 * random.Normal()), 0.07, 0.97));
    }

    /// <summary>Black, browns and tans mostly; now and then a colour.</summary>
    internal static Rgb Leather(SplitMix random, double era)
    {
        if (random.Chance(0.3))
            return Cloth(random, era);
        return random.Chance(0.45)
            ? Rgb.FromHsv(20, 0.2, random.Between(0.1, 0.22))
            : Rgb.FromHsv(random.Between(16, 36), random.Between(0.35, 0.7), random.Between(0.25, 0.75));
    }

    /// <summary>A colour that can be told from <paramref name="ground"/>.</summary>
    internal static Rgb Against(SplitMix random, Rgb ground, double era)
    {
        for (int i = 0; i < 8; i++)
        {
            Rgb colour = Cloth(random, era);
            double distance = Math.Abs(colour.R - ground.R) + Math.Abs(colour.G - ground.G) + Math.Abs(colour.B - ground.B);
            if (distance > 0.45)
                return colour;
        }
        return ground.Luminance > 0.25 ? Black : White;
    }
}
