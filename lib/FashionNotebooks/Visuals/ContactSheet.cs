using FashionNotebooks.Data;

namespace FashionNotebooks.Visuals;

/// <summary>Pictures in rows and columns with a line under each, as one picture.</summary>
public static class ContactSheet
{
    private const int Margin = 16, TitleSize = 14;

    /// <summary>Draws the sheet.</summary>
    /// <param name="tiles">At least one, in reading order.</param>
    /// <param name="columns">Tiles in a row, at least 1.</param>
    /// <param name="side">Pixels along a side of a tile's picture.</param>
    /// <param name="title">A line above; none when null.</param>
    public static RgbImage Draw(IReadOnlyList<Tile> tiles, int columns, int side = TileStyle.Side, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 16);
        if (tiles.Count == 0)
            throw new ArgumentException("a sheet needs at least one picture", nameof(tiles));
        columns = Math.Min(columns, tiles.Count);
        int rows = (tiles.Count + columns - 1) / columns, head = title is null ? 0 : 2 * TitleSize;
        int rowHeight = TileStyle.Height(side, tiles.Any(t => t.Detail.Length > 0) ? 2 : 1) + TileStyle.Gap;
        int width = 2 * Margin + columns * (side + TileStyle.Gap) - TileStyle.Gap;
        var canvas = new Canvas(width, 2 * Margin + head + rows * rowHeight - TileStyle.Gap, Rgb.White);
        if (title is not null)
            canvas.Text(Canvas.FitText(title, TitleSize, width - 2 * Margin), Margin, Margin, TitleSize, TileStyle.Ink, bold: true);
        for (int i = 0; i < tiles.Count; i++)
            TileStyle.Draw(canvas, tiles[i], Margin + i % columns * (side + TileStyle.Gap), Margin + head + i / columns * rowHeight, side);
        return canvas.Image;
    }
}
