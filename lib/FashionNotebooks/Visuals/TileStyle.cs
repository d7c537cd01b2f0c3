using FashionNotebooks.Visuals.Charts;
using SixLabors.ImageSharp;

namespace FashionNotebooks.Visuals;

/// <summary>How tiles look and how large they are.</summary>
internal static class TileStyle
{
    /// <summary>Pixels along a side of a tile's picture, when nothing else is asked for.</summary>
    internal const int Side = 150;

    internal const int TextSize = 11;
    internal const int DetailSize = 10;
    internal const int LineHeight = 20;
    private const int Border = 4;
    private const int Badge = 22;

    internal static readonly Color Ink = Color.ParseHex(Palette.Ink), Faint = Color.ParseHex(Palette.Muted), PlainFrame = Color.ParseHex("#CCCCCC");
    private static readonly Color Field = Color.ParseHex("#F1F1F1");

    /// <summary>Height of a tile with so many lines of text.</summary>
    internal static int Height(int side, int lines) => side + (lines == 0 ? 0 : 8 + LineHeight * lines);

    /// <summary>Draws a tile at its left upper corner.</summary>
    internal static void Draw(Canvas canvas, Tile tile, int x, int y, int side, int textSize = TextSize)
    {
        bool judged = tile.Right is not null;
        Color frame = tile.Right switch { true => Color.ParseHex(Palette.Right), false => Color.ParseHex(Palette.Wrong), null => PlainFrame };
        int border = judged ? Border : 1;
        canvas.Fill(x, y, side, side, Field);
        if (tile.Photo is null)
            Centre(canvas, "cannot be read", x, y + (side - DetailSize) / 2, side, DetailSize, Faint, false);
        else
            canvas.Draw(tile.Photo, x + border, y + border, side - 2 * border, side - 2 * border);
        canvas.Frame(x, y, side, side, border, frame);
        if (judged)
        {
            // The mark says it without colour.
            canvas.Fill(x + side - Badge, y, Badge, Badge, frame);
            canvas.Text(tile.Right == true ? "✓" : "✗", x + side - Badge + 6.5f, y + 5, 12, Color.White, bold: true);
        }
        Centre(canvas, tile.Caption, x, y + side + 8, side, textSize, Ink, true);
        Centre(canvas, tile.Detail, x, y + side + 8 + LineHeight, side, Math.Min(DetailSize, textSize), Faint, false);
    }

    /// <summary>Writes one line in the middle of a width, cut to it.</summary>
    internal static void Centre(Canvas canvas, string text, int x, int y, int width, int size, Color color, bool bold)
    {
        string fitted = Canvas.FitText(text, size, width);
        canvas.Text(fitted, x + (width - Canvas.MeasureText(fitted, size)) / 2f, y, size, color, bold);
    }
}
