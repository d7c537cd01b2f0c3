namespace FashionNotebooks.Wardrobe.Photography;

internal enum FloorKind
{
    Planks,
    Tiles,
    Carpet,
    Sheet,
    Wall,
}

/// <summary>One place where a contributor takes photos. Its plane is measured in frame units at normal distance.</summary>
internal sealed record Floor(FloorKind Kind, Fabric Cloth, double Scale, uint Seed)
{
    private static readonly Folds Creases = new(0.75, 2.2, 1.6);
    internal bool IsCreased => Kind == FloorKind.Sheet;

    internal double HeightAt(Point p) => Relief.Height(p, Creases, Seed);

    internal Rgb At(Point p) => Kind switch
    {
        FloorKind.Planks => Planks(p * Scale),
        FloorKind.Tiles => Tiles(p * Scale),
        FloorKind.Carpet => Carpet(p),
        FloorKind.Sheet => Cloth.At(p.X, p.Y),
        _ => Cloth.Base * (0.94 + (0.08 * Noise.Cloud(p.X * 9, p.Y * 9, Seed, 3)) + (0.1 * Noise.At(p.X * 1.3, p.Y * 1.3, Seed + 7))),
    };

    /// <summary>Boards of four lengths a unit wide, each with its own tone and grain.</summary>
    private Rgb Planks(Point p)
    {
        int board = (int)Math.Floor(p.X);
        double along = (p.Y * 0.28) + Noise.Hash(board, 3, Seed);
        int piece = (int)Math.Floor(along);
        double tone = 0.8 + (0.4 * Noise.Hash(board, piece, Seed + 1));
        double grain = Noise.Cloud((p.X * 7) + (13 * board), (p.Y * 0.7) + (5 * piece), Seed + 2, 3);
        double vein = Noise.Ridge((p.X * 3) + (2.5 * grain), p.Y * 0.35, Seed + 3);
        double edge = Math.Min(Elementary.Fraction(p.X), 1 - Elementary.Fraction(p.X));
        double end = Math.Min(Elementary.Fraction(along), 1 - Elementary.Fraction(along)) * 3.5;
        double gap = Elementary.SmoothStep(0, 0.045, Math.Min(edge, end));
        return Rgb.Mix(Cloth.Base, Cloth.Second, 0.55 * vein) * (tone * (0.72 + (0.45 * grain)) * (0.45 + (0.55 * gap)));
    }

    private Rgb Tiles(Point p)
    {
        int column = (int)Math.Floor(p.X), row = (int)Math.Floor(p.Y);
        double fx = Elementary.Fraction(p.X), fy = Elementary.Fraction(p.Y);
        double edge = Math.Min(Math.Min(fx, 1 - fx), Math.Min(fy, 1 - fy));
        double marble = Noise.Cloud((p.X * 2.2) + (7 * column), (p.Y * 2.2) + (9 * row), Seed, 4);
        Rgb tile = Cloth.Base * ((0.86 + (0.2 * marble)) * (0.94 + (0.12 * Noise.Hash(column, row, Seed + 1))));
        return Rgb.Mix(Cloth.Second, tile, Elementary.SmoothStep(0.012, 0.028, edge));
    }

    private Rgb Carpet(Point p)
    {
        double pile = Noise.Cloud(p.X * 70, p.Y * 70, Seed, 2), patch = Noise.Cloud(p.X * 5, p.Y * 5, Seed + 4, 2);
        double ornament = Scale > 6 ? Elementary.SmoothStep(0.5, 0.56, Noise.Ridge(p.X * Scale, p.Y * Scale, Seed + 6)) : 0;
        return Rgb.Mix(Cloth.Base, Cloth.Second, 0.8 * ornament) * (0.45 + (0.75 * pile) + (0.35 * patch));
    }
}
