namespace FashionNotebooks.Wardrobe.Garments;

internal enum FabricPattern
{
    Plain,
    Heather,
    Knit,
    Stripes,
    Plaid,
    Gingham,
    Dots,
    Floral,
    Camouflage,
    Denim,
    Leather,
    Straw,
}

/// <summary>
/// A cloth: a colour for every point of the garment. <see cref="Frequency"/> counts repeats per garment unit (a T-shirt's body is about one
/// unit wide), <see cref="Angle"/> turns the pattern.
/// </summary>
internal sealed record Fabric(FabricPattern Pattern, Rgb Base, Rgb Second, Rgb Third)
{
    internal double Frequency { get; init; } = 8;
    internal double Angle { get; init; }
    internal double Duty { get; init; } = 0.45; // share of the second colour in stripes, dots and the like
    internal uint Seed { get; init; }
    internal double Gloss { get; init; } // how shiny: 0 for cotton, near 1 for patent leather
    internal bool HasRepeats =>
        Pattern is FabricPattern.Stripes or FabricPattern.Plaid or FabricPattern.Gingham or FabricPattern.Dots or FabricPattern.Floral;
    internal static Fabric Plain(Rgb colour, double gloss = 0) => new(FabricPattern.Plain, colour, colour, colour) { Gloss = gloss };

    /// <summary>With sensible measures for its pattern.</summary>
    internal static Fabric Of(FabricPattern pattern, Rgb ground, double era, SplitMix random)
    {
        Rgb second = pattern == FabricPattern.Heather
            ? ground * 0.45 : Rgb.Mix(ground, Palette.Against(random, ground, era), random.Between(0.35, 1));
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

    internal static Fabric Jeans(SplitMix random)
    {
        Rgb blue = Rgb.FromHsv(random.Between(208, 226), random.Between(0.25, 0.6), random.Between(0.25, 0.75));
        return new Fabric(FabricPattern.Denim, blue, Rgb.Mix(blue, Palette.White, 0.4), blue)
        {
            Duty = random.Between(0.1, 0.8),
            Seed = (uint)random.Next(),
        };
    }

    /// <summary>The linear-light colour at <paramref name="x"/>, <paramref name="y"/> in garment units.</summary>
    internal Rgb At(double x, double y)
    {
        Point p = Angle == 0 ? new Point(x, y) : new Point(x, y).Turned(-Angle);
        return Weave(p, Pattern switch
        {
            FabricPattern.Stripes => Rgb.Mix(Base, Second, Band(p.Y * Frequency, Duty)),
            FabricPattern.Plaid => Plaid(p * Frequency),
            FabricPattern.Gingham => Rgb.Mix(Base, Second, (Band(p.X * Frequency, 0.5) + Band(p.Y * Frequency, 0.5)) / 2),
            FabricPattern.Dots => Dots(p * Frequency),
            FabricPattern.Floral => Floral(p * Frequency),
            FabricPattern.Camouflage => Camouflage(p * Frequency),
            FabricPattern.Denim => Denim(p),
            FabricPattern.Straw => Base * (0.72 + (0.5 * Band(p.X * 34, 0.5) * Noise.At(p.X * 12, p.Y * 40, Seed))
                + (0.2 * Band(p.Y * 34, 0.5))),
            FabricPattern.Knit => Base * (0.8 + (0.35 * Band(p.X * 26, 0.55) * (0.6 + (0.4 * Band(p.Y * 30, 0.5))))),
            FabricPattern.Heather => Rgb.Mix(Base, Second, 0.65 * Noise.Cloud(p.X * 30, p.Y * 16, Seed, 2)),
            FabricPattern.Leather => Base * (0.85 + (0.3 * Noise.Cloud(p.X * 9, p.Y * 9, Seed, 3))),
            _ => Base,
        });
    }

    /// <summary>1 inside a band of width <paramref name="duty"/> of every unit, with soft edges.</summary>
    private static double Band(double t, double duty)
    {
        double distance = Math.Abs(Elementary.Fraction(t) - 0.5);
        return Elementary.SmoothStep(0.06, -0.06, distance - (duty / 2));
    }

    private Rgb Plaid(Point p)
    {
        double across = Band(p.X, Duty), down = Band(p.Y, Duty);
        Rgb ground = Rgb.Mix(Base, Second, (across * 0.5) + (down * 0.5));
        double line = Math.Max(Band(p.X + 0.5, 0.09), Band(p.Y + 0.5, 0.09));
        return Rgb.Mix(ground, Third, line * 0.7);
    }

    private Rgb Dots(Point p)
    {
        double row = Math.Floor(p.Y);
        double x = Elementary.Fraction(p.X + (row * 0.5)) - 0.5, y = p.Y - row - 0.5;
        double radius = 0.12 + (0.3 * Duty);
        return Rgb.Mix(Base, Second, Elementary.SmoothStep(0.07, -0.07, Math.Sqrt((x * x) + (y * y)) - radius));
    }

    /// <summary>One flower at a random place of every cell: petals in two colours around a heart.</summary>
    private Rgb Floral(Point p)
    {
        Rgb colour = Base;
        int cellX = (int)Math.Floor(p.X), cellY = (int)Math.Floor(p.Y);
        for (int i = cellX - 1; i <= cellX + 1; i++)
        {
            for (int j = cellY - 1; j <= cellY + 1; j++)
            {
                double dx = p.X - i - 0.2 - (0.6 * Noise.Hash(i, j, Seed)), dy = p.Y - j - 0.2 - (0.6 * Noise.Hash(i, j, Seed + 1));
                double size = 0.2 + (0.3 * Noise.Hash(i, j, Seed + 2));
                double wobble = 0.75 + (0.5 * Noise.At((dx * 5) + (7 * i), (dy * 5) + (11 * j), Seed + 3));
                double inside = 1 - (Math.Sqrt((dx * dx) + (dy * dy)) / (size * wobble));
                if (inside <= 0)
                    continue;
                Rgb petal = Noise.Hash(i, j, Seed + 4) < 0.6 ? Second : Third;
                colour = inside > 0.68 ? Rgb.Mix(petal, Third, 0.8) : Rgb.Mix(colour, petal, Math.Min(1, inside * 6));
            }
        }
        return colour;
    }

    private Rgb Camouflage(Point p)
    {
        double a = Noise.Cloud(p.X, p.Y, Seed, 3), b = Noise.Cloud(p.X + 31, p.Y - 12, Seed + 9, 3);
        Rgb ground = Rgb.Mix(Base, Second, Elementary.SmoothStep(0.5, 0.53, a));
        return Rgb.Mix(ground, Third, Elementary.SmoothStep(0.57, 0.6, b));
    }

    /// <summary>Twill lines, uneven yarn and washed-out patches.</summary>
    private Rgb Denim(Point p)
    {
        double yarn = Noise.At(p.X * 60, p.Y * 8, Seed), twill = Band((p.X + p.Y) * 40, 0.5);
        double fade = Elementary.SmoothStep(0.45, 0.75, Noise.Cloud(p.X * 2.2, p.Y * 1.1, Seed + 3, 2)) * Duty;
        return Rgb.Mix(Base * (0.8 + (0.25 * yarn) + (0.15 * twill)), Second, fade);
    }

    private Rgb Weave(Point p, Rgb colour) => colour * (0.93 + (0.14 * Noise.At(p.X * 47, p.Y * 47, Seed + 77)));
}
