using SkiaSharp;

namespace FashionNotebooks.Visuals;

/// <summary>Rows of tiles with a title, names of the columns and names of the rows, drawn in a given width.</summary>
/// <param name="Title">The line above; may be empty.</param>
/// <param name="Rows">At least one row of at least one tile; a row may be shorter than others; null leaves its place free.</param>
internal sealed record TileGrid(string Title, IReadOnlyList<IReadOnlyList<Tile?>> Rows)
{
    /// <summary>Pixels across, when there are enough columns.</summary>
    internal const int UsualWidth = 700;
    private const int Margin = 10, Gap = 8, TitleSize = 13, NameSize = 11, HeadingSize = 10, LeastSide = 64, MostSide = 132,
        LongestName = 110;
    private const int CaptionSize = 11, DetailSize = 10, LineHeight = 20, Border = 4, Badge = 22, BarHeight = 18, BarStep = 20, BarText = 9;
    private static readonly SKColor ink = SKColor.Parse(Palette.Ink), faint = SKColor.Parse(Palette.Muted);
    internal static readonly SKColor plainFrame = SKColor.Parse("#CCCCCC"), empty = SKColor.Parse("#F1F1F1");
    internal IReadOnlyList<string> Headings { get; init; } = []; // A name above each column, or none
    internal IReadOnlyList<string> Names { get; init; } = []; // A name left of each row, or none
    internal bool FirstColumnApart { get; init; } // A line between the first column and the others
    internal int Width { get; init; } = UsualWidth; // largest width in pixels; few columns make a narrower sheet

    /// <summary>Pixels along a side of each tile's photo: as many as find room, but never fewer than nets are trained on.</summary>
    internal int Side
    {
        get => field > 0 ? field : Math.Clamp((Width - (2 * Margin) - NameWidth - Apart - ((Columns - 1) * Gap)) / Columns, LeastSide,
            MostSide);
        init;
    }

    private IEnumerable<Tile> Tiles => Rows.SelectMany(row => row).OfType<Tile>();
    private int Columns => Rows.Max(row => row.Count);
    private int NameWidth => Names.Count == 0 ? 0 : Math.Min(LongestName, Names.Max(n => StrokeFont.Measure(n, NameSize))) + (2 * Gap);
    private int Apart => FirstColumnApart ? 2 * Gap : 0;

    /// <summary>Lines of text under each tile: as many as the fullest tile has.</summary>
    private int Lines => Tiles.Max(tile => tile.Detail.Length > 0 ? 2 : tile.Caption.Length > 0 ? 1 : 0);

    /// <summary>The largest of four sizes at which every line fits, so that all lines of a grid have one size.</summary>
    private int TextSize
    {
        get
        {
            int size = CaptionSize;
            while (size > 8 && Tiles.Any(tile => StrokeFont.Measure(tile.Caption, size) > Side
                || StrokeFont.Measure(tile.Detail, size) > Side))
                size--;
            return size;
        }
    }

    /// <summary>Tiles in reading order, so many in a row.</summary>
    internal static TileGrid Of(string title, IReadOnlyList<Tile> tiles, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (tiles.Count == 0)
            throw new ArgumentException("there is no picture to show; give at least one", nameof(tiles));
        return new TileGrid(title, [.. tiles.Chunk(columns)]);
    }

    internal Photo Draw()
    {
        int side = Side, columns = Columns, lines = Lines, size = TextSize, bars = Tiles.Max(tile => tile.Bars.Count);
        int wide = NameWidth + Apart + (columns * (side + Gap)) - Gap;
        string[] title = StrokeFont.Wrap(Title, TitleSize, Math.Max(Width / 2, wide));
        int head = Margin + (title.Length * (TitleSize + 8)) + (Headings.Count > 0 ? HeadingSize + Gap : 0);
        int space = lines == 0 ? Gap : bars > 0 ? Gap + 1 : 4, rowHeight = TextTop(side, lines) + (bars * BarStep) + space;
        int width = (2 * Margin) + Math.Max(wide, title.Max(line => (int?)StrokeFont.Measure(line, TitleSize)) ?? 0);
        int height = head + (Rows.Count * rowHeight) + Margin - space;
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        foreach ((int i, string line) in title.Index())
            StrokeFont.Draw(canvas, line, Margin, Margin + (i * (TitleSize + 8)), TitleSize, ink, bold: true);
        foreach ((int c, string heading) in Headings.Index())
            Centre(canvas, heading, Left(c), head - HeadingSize - Gap + 2, side, HeadingSize, faint, bold: true);
        foreach ((int r, IReadOnlyList<Tile?> row) in Rows.Index())
        {
            int top = head + (r * rowHeight);
            if (r < Names.Count)
            {
                string name = StrokeFont.Fit(Names[r], NameSize, NameWidth - (2 * Gap));
                StrokeFont.Draw(canvas, name, Margin, top + ((side - NameSize) / 2), NameSize, ink, bold: true);
            }
            foreach ((int c, Tile? tile) in row.Index())
            {
                if (tile is not null)
                    Draw(canvas, tile, Left(c), top, side, size);
                foreach ((int b, (string name, float share, string color, bool bold)) in (tile?.Bars ?? []).Index())
                    Bar(canvas, name, share, color, bold, Left(c), top + TextTop(side, lines) + (b * BarStep), side);
            }
        }
        if (FirstColumnApart)
            Fill(canvas, Left(1) - Gap - (Gap / 2), head, 1, height - head - Margin, plainFrame);
        canvas.Flush();
        return Pixels(bitmap);

        int Left(int column) => Margin + NameWidth + (column * (side + Gap)) + (column > 0 ? Apart : 0);
    }

    /// <summary>Where what stands below the lines of a tile begins.</summary>
    private static int TextTop(int side, int lines) => side + (lines == 0 ? 0 : 8 + (LineHeight * lines));

    private static void Draw(SKCanvas canvas, Tile tile, int x, int y, int side, int textSize)
    {
        SKColor frame = tile.Right switch
        {
            true => SKColor.Parse(Palette.Right),
            false => SKColor.Parse(Palette.Wrong),
            null => plainFrame
        };
        int border = tile.Right is null ? 1 : Border;
        Fill(canvas, x, y, side, side, frame);
        Fill(canvas, x + border, y + border, side - (2 * border), side - (2 * border), empty);
        if (tile.Photo is null)
            Centre(canvas, "cannot be read", x, y + ((side - DetailSize) / 2), side, DetailSize, faint, bold: false);
        else
            Draw(canvas, tile.Photo, x + border, y + border, side - (2 * border));
        if (tile.Right is { } right)
        {
            Fill(canvas, x + side - Badge, y, Badge, Badge, frame); // its mark says it without colour
            StrokeFont.Draw(canvas, right ? "✓" : "✗", x + side - Badge + 6.5f, y + 5, 12, SKColors.White, bold: true);
        }
        Centre(canvas, tile.Caption, x, y + side + 8, side, textSize, ink, bold: true);
        Centre(canvas, tile.Detail, x, y + side + 8 + LineHeight, side, Math.Min(DetailSize, textSize), faint, bold: false);
    }

    /// <summary>Shows a whole photo in the middle of a square, as large as it fits.</summary>
    private static void Draw(SKCanvas canvas, Photo photo, int x, int y, int side)
    {
        double scale = (double)side / Math.Max(photo.Width, photo.Height);
        int width = Math.Max(1, (int)Math.Round(photo.Width * scale)), height = Math.Max(1, (int)Math.Round(photo.Height * scale));
        using SKBitmap fitted = SKBitmap.Decode(photo.Resize(width, height).EncodePng());
        canvas.DrawBitmap(fitted, x + ((side - width) / 2), y + ((side - height) / 2));
    }

    private static void Bar(SKCanvas canvas, string name, float share, string color, bool bold, int x, int y, int side)
    {
        double part = float.IsFinite(share) ? Math.Clamp(share, 0, 1) : 0;
        Fill(canvas, x, y, Math.Max(1, (int)Math.Round(part * side)), BarHeight, SKColor.Parse(color));
        string percent = (100 * part).ToString("0", CultureInfo.InvariantCulture) + "%";
        int right = StrokeFont.Measure(percent, BarText) + 4, middle = y + ((BarHeight - BarText) / 2);
        StrokeFont.Draw(canvas, StrokeFont.Fit(name, BarText, side - right - 10), x + 5, middle, BarText, ink, bold);
        StrokeFont.Draw(canvas, percent, x + side - right, middle, BarText, ink, bold: false);
    }

    private static void Fill(SKCanvas canvas, int x, int y, int width, int height, SKColor color)
    {
        using var paint = new SKPaint { Color = color };
        canvas.DrawRect(x, y, width, height, paint);
    }

    /// <summary>Writes one line in the middle of a width, cut to it.</summary>
    private static void Centre(SKCanvas canvas, string text, int x, int y, int width, int size, SKColor color, bool bold)
    {
        string fitted = StrokeFont.Fit(text, size, width);
        StrokeFont.Draw(canvas, fitted, x + ((width - StrokeFont.Measure(fitted, size)) / 2f), y, size, color, bold);
    }

    internal static Photo Pixels(SKBitmap bitmap)
    {
        var photo = new Photo(bitmap.Width, bitmap.Height);
        ReadOnlySpan<byte> rgba = bitmap.GetPixelSpan();
        for (int i = 0; i < photo.Pixels.Length; i++)
            photo.Pixels[i] = rgba[(i / 3 * 4) + (i % 3)];
        return photo;
    }
}
