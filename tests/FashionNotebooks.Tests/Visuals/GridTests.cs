using FashionNotebooks.Photos;
using FashionNotebooks.Visuals;
using FashionNotebooks.Visuals.Charts;
using SkiaSharp;

namespace FashionNotebooks.Tests.Visuals;

public sealed class GridTests
{
    private static readonly SKColor Red = new(200, 10, 10);

    [Fact]
    public void Every_printable_ASCII_character_has_a_shape_of_its_own()
    {
        var seen = new HashSet<string>();
        for (char c = '!'; c <= '~'; c++)
        {
            byte[] pixels = Written(c.ToString(), 40, 20, x: 8).Bytes;
            Assert.Contains(pixels.Where((_, i) => i % 4 == 0), red => red < 100);
            Assert.True(seen.Add(Convert.ToBase64String(pixels)) || c is 'l' or '|' or 'I', $"'{c}' looks like another");
        }
    }

    [Fact]
    public void Text_stays_inside_its_measured_width()
    {
        const string Text = "long-sleeve 0.482";
        int width = StrokeFont.Measure(Text, 14);
        SKBitmap line = Written(Text, width + 40, 14, x: 20);
        for (int y = 0; y < 40; y++)
            Assert.Equal((SKColors.White, SKColors.White), (line.GetPixel(16, y), line.GetPixel(width + 24, y)));
    }

    [Fact]
    public void A_long_line_is_cut_to_its_width()
    {
        string cut = StrokeFont.Fit("a very long name of a class", 11, 80);
        Assert.EndsWith("…", cut, StringComparison.Ordinal);
        Assert.InRange(StrokeFont.Measure(cut, 11), 40, 80);
        Assert.Equal("hat", StrokeFont.Fit("hat", 11, 80));
    }

    [Fact]
    public void A_text_is_broken_at_spaces()
    {
        string[] lines = StrokeFont.Wrap("some words of one text and extraordinarilylong", 11, 90);
        Assert.All(lines, line => Assert.InRange(StrokeFont.Measure(line, 11), 1, 90));
        Assert.StartsWith("some words", string.Join(' ', lines), StringComparison.Ordinal);
        Assert.Empty(StrokeFont.Wrap("", 11, 90));
    }

    [Fact]
    public void A_photo_is_shown_whole_and_in_the_middle()
    {
        Photo sheet = PhotoGrid.Tiles([new Tile(Plain(20, 10), "")], 1, side: 32).Photo;
        SKColor[] column = [.. new[] { 6, 9, 22, 25 }.Select(y => Pixel(sheet, 10 + 15, 10 + y))];
        Assert.Equal([column[0], Red, Red, column[0]], column);
        Assert.NotEqual(Red, column[0]);
        Assert.Equal(Red, Pixel(sheet, 10 + 30, 10 + 15));
    }

    [Fact]
    public void Right_wrong_and_unjudged_tiles_have_different_frames_and_a_missing_file_an_empty_field()
    {
        Tile[] tiles = [new(Plain(9, 9), "1", "0.1", true), new(Plain(9, 9), "2", "0.2", false), Tile.Read("/no/such.png", "3")];
        Assert.Null(tiles[2].Photo);
        Photo sheet = PhotoGrid.Tiles(tiles, 3, side: 150).Photo;
        SKColor[] frames = [.. Enumerable.Range(0, 3).Select(i => Pixel(sheet, 10 + (i * 158), 10 + 75))];
        Assert.Equal([SKColor.Parse(Palette.Right), SKColor.Parse(Palette.Wrong), TileGrid.plainFrame], frames);
        Assert.Equal(Red, Pixel(sheet, 10 + 75, 10 + 75));
        Assert.NotEqual(Red, Pixel(sheet, 10 + 75 + 316, 10 + 75));
    }

    [Theory]
    [InlineData(1, 5, 1, 1)]
    [InlineData(7, 3, 3, 3)]
    [InlineData(6, 3, 3, 2)]
    public void A_sheet_has_the_rows_and_columns_it_needs(int tiles, int columns, int across, int down)
    {
        Photo sheet = PhotoGrid.Tiles([.. Enumerable.Range(0, tiles).Select(i => new Tile(Plain(8, 8), $"{i}"))], columns, side: 40).Photo;
        Assert.Equal(20 + (across * 48) - 8, sheet.Width);
        Assert.Equal(20 + (down * (40 + 8 + 20 + 4)) - 4, sheet.Height);
    }

    private static SKBitmap Written(string text, int width, int size, int x)
    {
        var bitmap = new SKBitmap(width, 40, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        StrokeFont.Draw(canvas, text, x, 8, size, SKColor.Parse(Palette.Ink), bold: false);
        return bitmap;
    }

    private static Photo Plain(int width, int height) =>
        new(width, height, [.. Enumerable.Repeat((byte[])[Red.Red, Red.Green, Red.Blue], width * height).SelectMany(pixel => pixel)]);

    private static SKColor Pixel(Photo photo, int x, int y)
    {
        int at = ((y * photo.Width) + x) * 3;
        return new(photo.Pixels[at], photo.Pixels[at + 1], photo.Pixels[at + 2]);
    }
}
