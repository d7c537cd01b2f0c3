using FashionNotebooks.Visuals.Charts;

namespace FashionNotebooks.Visuals;

/// <summary>How tiles look and how large they are.</summary>
internal static class TileStyle
{
    /// <summary>Pixels along a side of a tile's picture, when nothing else is asked for.</summary>
    internal const int Side = 150;

    internal const int Gap = 14;
    internal const int TextSize = 11;
    internal const int DetailSize = 10;
    internal const int LineHeight = 20;
    private const int Border = 4;
    private const int Badge = 22;

    internal static Rgb Ink { get; } = Rgb.Parse(Palette.Ink);

    private static readonly Rgb Field = new(0xf1, 0xf1, 0xf1), Faint = new(0x6e, 0x6e, 0x6e), PlainFrame = new(0xcc, 0xcc, 0xcc);

    /// <summary>Height of a tile with its lines.</summary>
    internal static int Height(int side, bool details) => side + 8 + LineHeight * (details ? 2 : 1);

    /// <summary>Draws a tile at its left upper corner.</summary>
    internal static void Draw(Canvas canvas, Tile tile, int x, int y, int side)
    {
        bool judged = tile.Right is not null;
        Rgb frame = tile.Right switch { true => Rgb.Parse(Palette.Right), false => Rgb.Parse(Palette.Wrong), null => PlainFrame };
        int border = judged ? Border : 1;
        canvas.Fill(x, y, side, side, Field);
        if (tile.Picture is null)
            Centre(canvas, "cannot be read", x, y + (side - DetailSize) / 2, side, DetailSize, Faint, false);
        else
            canvas.Draw(tile.Picture, x + border, y + border, side - 2 * border, side - 2 * border);
        canvas.Frame(x, y, side, side, border, frame);
        if (judged)
        {
            // The mark says it without colour.
            canvas.Fill(x + side - Badge, y, Badge, Badge, frame);
            canvas.Text(tile.Right == true ? "✓" : "✗", x + side - Badge + 6.5f, y + 5, 12, Rgb.White, bold: true);
        }
        Centre(canvas, tile.Caption, x, y + side + 8, side, TextSize, Ink, true);
        Centre(canvas, tile.Detail, x, y + side + 8 + LineHeight, side, DetailSize, Faint, false);
    }

    private static void Centre(Canvas canvas, string text, int x, int y, int width, int size, Rgb color, bool bold)
    {
        string fitted = Canvas.FitText(text, size, width);
        canvas.Text(fitted, x + (width - Canvas.MeasureText(fitted, size)) / 2f, y, size, color, bold);
    }
}
