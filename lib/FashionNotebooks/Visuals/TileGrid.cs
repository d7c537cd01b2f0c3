using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Augmenting;
using FashionNotebooks.Photos.Decoding;
using SixLabors.ImageSharp;

namespace FashionNotebooks.Visuals;

/// <summary>Rows of tiles with a title, names of the columns and names of the rows, in one picture of a given width.</summary>
/// <param name="Title">The line above; may be empty.</param>
/// <param name="Rows">At least one row of at least one tile; a row may be shorter than others; null leaves its place free.</param>
internal sealed record TileGrid(string Title, IReadOnlyList<IReadOnlyList<Tile?>> Rows)
{
    private const int Margin = 10, Gap = 8, TitleSize = 13, NameSize = 11, HeadingSize = 10, LeastSide = 64, MostSide = 132, LongestName = 110;

    /// <summary>A name above each column, or none.</summary>
    internal IReadOnlyList<string> Headings { get; init; } = [];

    /// <summary>A name left of each row, or none.</summary>
    internal IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>A line between the first column and the others.</summary>
    internal bool FirstColumnApart { get; init; }

    /// <summary>Largest width in pixels; few columns make a narrower picture.</summary>
    internal int Width { get; init; } = PhotoGrid.DefaultWidth;

    /// <summary>Tiles in reading order, so many in a row.</summary>
    internal static TileGrid Of(string title, IReadOnlyList<Tile> tiles, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (tiles.Count == 0)
            throw new ArgumentException("there is no picture to show; give at least one", nameof(tiles));
        return new TileGrid(title, [.. tiles.Chunk(columns)]);
    }

    private IEnumerable<Tile> Tiles => Rows.SelectMany(row => row).OfType<Tile>();

    private int Columns => Rows.Max(row => row.Count);

    private int NameWidth => Names.Count == 0 ? 0 : Math.Min(LongestName, Names.Max(n => Canvas.MeasureText(n, NameSize))) + 2 * Gap;

    private int Apart => FirstColumnApart ? 2 * Gap : 0;

    /// <summary>Pixels along a side of each tile's photo: as many as find room, but never fewer than nets are trained on.</summary>
    internal int Side { get => field > 0 ? field : Math.Clamp((Width - 2 * Margin - NameWidth - Apart - (Columns - 1) * Gap) / Columns, LeastSide, MostSide); init; }

    internal Photo Draw()
    {
        int side = Side, columns = Columns, nameWidth = NameWidth, lines = Lines;
        string[] title = [.. Canvas.WrapText(Title, TitleSize, Math.Max(Width / 2, TilesWidth(side, columns, nameWidth)))];
        int head = Margin + title.Length * (TitleSize + 8) + (Headings.Count > 0 ? HeadingSize + Gap : 0);
        int rowHeight = TileStyle.Height(side, lines) + (lines == 0 ? Gap : 4);
        int width = 2 * Margin + Math.Max(TilesWidth(side, columns, nameWidth), title.Max(line => (int?)Canvas.MeasureText(line, TitleSize)) ?? 0);
        using var canvas = new Canvas(width, head + Rows.Count * rowHeight + Margin - (lines == 0 ? Gap : 4), Color.White);
        for (int i = 0; i < title.Length; i++)
            canvas.Text(title[i], Margin, Margin + i * (TitleSize + 8), TitleSize, TileStyle.Ink, bold: true);
        for (int c = 0; c < Headings.Count; c++)
            TileStyle.Centre(canvas, Headings[c], Left(c), head - HeadingSize - Gap + 2, side, HeadingSize, TileStyle.Faint, bold: true);
        int size = TextSize(side);
        for (int r = 0; r < Rows.Count; r++)
        {
            int top = head + r * rowHeight;
            if (r < Names.Count)
                canvas.Text(Canvas.FitText(Names[r], NameSize, nameWidth - 2 * Gap), Margin, top + (side - NameSize) / 2, NameSize, TileStyle.Ink, bold: true);
            for (int c = 0; c < Rows[r].Count; c++)
            {
                if (Rows[r][c] is { } tile)
                    TileStyle.Draw(canvas, tile, Left(c), top, side, size);
            }
        }
        if (FirstColumnApart)
            canvas.Fill(Left(1) - Gap - Gap / 2, head, 1, canvas.Image.Height - head - Margin, TileStyle.PlainFrame);
        return canvas.ToRgbImage();

        int Left(int column) => Margin + nameWidth + column * (side + Gap) + (column > 0 ? Apart : 0);
    }

    private int TilesWidth(int side, int columns, int nameWidth) => nameWidth + Apart + columns * (side + Gap) - Gap;

    /// <summary>Lines of text under each tile: as many as the fullest tile has.</summary>
    private int Lines => Tiles.Max(tile => tile.Detail.Length > 0 ? 2 : tile.Caption.Length > 0 ? 1 : 0);

    /// <summary>The largest of four sizes at which every line fits, so that all lines of a grid have one size.</summary>
    private int TextSize(int side)
    {
        int size = TileStyle.TextSize;
        while (size > 8 && Tiles.Any(tile => Canvas.MeasureText(tile.Caption, size) > side || Canvas.MeasureText(tile.Detail, size) > side))
            size--;
        return size;
    }
}
