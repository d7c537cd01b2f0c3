namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>A printed or stitched motif: letters, a badge, a landscape, a star, a band.</summary>
internal static class Print
{
    internal static void Apply(Garment garment, Design design, Point centre, double size)
    {
        if (!design.HasPrint)
            return;
        var random = new SplitMix(design.PrintSeed);
        Rgb ink = design.Accent;
        var (second, kind) = Choose(design, random);
        switch (kind)
        {
            case 0:
                Letters(garment, random, centre, size, ink);
                break;
            case 1:
                garment.Mark(ink, Shapes.Ellipse(centre.X, centre.Y, size, size));
                garment.Mark(second, Shapes.Ellipse(centre.X, centre.Y, size * 0.78, size * 0.78));
                Letters(garment, random, centre, size * 0.6, ink);
                break;
            case 2:
                garment.Mark(second, Shapes.Box(centre.X, centre.Y, size, size * 0.8, 0.05));
                garment.Mark(ink, Outline.From(centre.X - size, centre.Y + (size * 0.8))
                    .Line(centre.X - (size * 0.3), centre.Y - (size * 0.4))
                    .Line(centre.X + (size * 0.1), centre.Y + (size * 0.2)).Line(centre.X + (size * 0.45), centre.Y - (size * 0.1))
                        .Line(centre.X + size, centre.Y + (size * 0.8)).Closed());
                garment.Mark(ink, Shapes.Ellipse(centre.X + (size * 0.5), centre.Y - (size * 0.45), size * 0.18, size * 0.18, 16));
                break;
            case 3:
                garment.Mark(ink, Shapes.Star(centre, size, size * random.Between(0.35, 0.6), random.Below(5) + 5, -Math.PI / 2));
                Letters(garment, random, centre + new Point(0, size * 1.25), size * 0.7, second);
                break;
            default:
                garment.Mark(ink, Shapes.Ellipse(centre.X, centre.Y - (size * 0.2), size * 0.6, size * 0.7));
                garment.Mark(second, Shapes.Ellipse(centre.X - (size * 0.22), centre.Y - (size * 0.3), size * 0.14, size * 0.18, 14));
                garment.Mark(second, Shapes.Ellipse(centre.X + (size * 0.22), centre.Y - (size * 0.3), size * 0.14, size * 0.18, 14));
                Letters(garment, random, centre + new Point(0, size * 0.8), size, ink);
                break;
        }
    }

    internal static int KindOf(Design design) => Choose(design, new SplitMix(design.PrintSeed)).Kind;

    private static (Rgb Second, int Kind) Choose(Design design, SplitMix random) =>
        (Palette.Against(random, design.Accent, design.Era), random.Below(5));

    /// <summary>Rows of strokes that read as words from a distance.</summary>
    private static void Letters(Garment garment, SplitMix random, Point centre, double size, Rgb ink)
    {
        int rows = random.Below(3) + 1, letters = random.Below(5) + 4;
        double height = size * random.Between(0.16, 0.3), step = 2 * size / letters;
        for (int row = 0; row < rows; row++)
        {
            double y = centre.Y + ((row - ((rows - 1) / 2.0)) * height * 2.6);
            for (int i = 0; i < letters; i++)
            {
                double x = centre.X - size + ((i + 0.5) * step), half = step * 0.36;
                garment.Mark(ink, Shapes.Box(x - (half * 0.7), y, half * 0.3, height, 0.1));
                if (random.Chance(0.75))
                    garment.Mark(ink, Shapes.Box(x, y + (height * random.Pick(-0.8, 0, 0.8)), half, height * 0.22, 0.1));
                if (random.Chance(0.5))
                    garment.Mark(ink, Shapes.Box(x + (half * 0.7), y, half * 0.3, height, 0.1));
            }
        }
    }
}
