using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Augmenting;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Visuals;
using FashionNotebooks.Visuals.Charts;
using SixLabors.ImageSharp;

namespace FashionNotebooks.Tests.Visuals;

public sealed class GridTests
{
    private static readonly Color Red = Color.FromRgb(200, 10, 10), Ink = Color.ParseHex(Palette.Ink);

    [Fact]
    public void Every_printable_ASCII_character_has_a_shape_of_its_own()
    {
        var seen = new HashSet<string>();
        for (char c = '!'; c <= '~'; c++)
        {
            using var canvas = new Canvas(40, 40, Color.White);
            canvas.Text(c.ToString(), 8, 6, 20, Ink);
            byte[] pixels = canvas.ToRgbImage().Pixels;
            Assert.Contains(pixels, p => p < 100);
            Assert.True(seen.Add(Convert.ToBase64String(pixels)) || c is 'l' or '|' or 'I', $"'{c}' looks like another");
        }
    }

    [Fact]
    public void Text_stays_inside_its_measured_width()
    {
        const string Text = "long-sleeve 0.482";
        int width = Canvas.MeasureText(Text, 14);
        using var canvas = new Canvas(width + 40, 40, Color.White);
        canvas.Text(Text, 20, 10, 14, Ink);
        for (int y = 0; y < 40; y++)
        {
            Assert.Equal(Color.White, Pixel(canvas.ToRgbImage(), 16, y));
            Assert.Equal(Color.White, Pixel(canvas.ToRgbImage(), width + 24, y));
        }
    }

    [Fact]
    public void A_long_line_is_cut_to_its_width()
    {
        string cut = Canvas.FitText("a very long name of a class", 11, 80);
        Assert.EndsWith("…", cut, StringComparison.Ordinal);
        Assert.InRange(Canvas.MeasureText(cut, 11), 40, 80);
        Assert.Equal("hat", Canvas.FitText("hat", 11, 80));
    }

    [Fact]
    public void What_lies_outside_is_cut_off()
    {
        using var canvas = new Canvas(10, 10, Color.White);
        canvas.Fill(-5, -5, 7, 7, Red);
        canvas.Text("W", -8, -8, 30, Ink);
        canvas.Draw(new Photo(8, 8), 6, -4, 8, 8);
        canvas.Frame(-2, -2, 20, 20, 3, Red);
        Assert.Equal(Red, Pixel(canvas.ToRgbImage(), 0, 0));
    }

    [Fact]
    public void A_picture_is_shown_whole_and_in_the_middle()
    {
        using var canvas = new Canvas(30, 30, Color.White);
        canvas.Draw(Plain(20, 10, Red), 0, 0, 30, 30);
        Assert.Equal(Color.White, Pixel(canvas.ToRgbImage(), 15, 6));
        Assert.Equal(Red, Pixel(canvas.ToRgbImage(), 15, 8));
        Assert.Equal(Red, Pixel(canvas.ToRgbImage(), 29, 21));
        Assert.Equal(Color.White, Pixel(canvas.ToRgbImage(), 15, 24));
    }

    [Fact]
    public void Right_wrong_and_unjudged_tiles_have_different_frames_and_a_missing_file_an_empty_field()
    {
        Tile[] tiles = [new(Plain(9, 9, Red), "1", "0.1", true), new(Plain(9, 9, Red), "2", "0.2", false), Tile.Read("/no/such.png", "3")];
        Assert.Null(tiles[2].Photo);
        Photo picture = ContactSheet.Draw(tiles, 3, side: 150);
        Color[] frames = [.. Enumerable.Range(0, 3).Select(i => Pixel(picture, 10 + (i * 158), 10 + 75))];
        Assert.Equal([Color.ParseHex(Palette.Right), Color.ParseHex(Palette.Wrong), TileStyle.PlainFrame], frames);
        Assert.Equal(Red, Pixel(picture, 10 + 75, 10 + 75));
        Assert.NotEqual(Red, Pixel(picture, 10 + 75 + 316, 10 + 75));
    }

    [Theory]
    [InlineData(1, 5, 1, 1)]
    [InlineData(7, 3, 3, 3)]
    [InlineData(6, 3, 3, 2)]
    public void A_sheet_has_the_rows_and_columns_it_needs(int tiles, int columns, int across, int down)
    {
        Photo sheet = ContactSheet.Draw([.. Enumerable.Range(0, tiles).Select(i => new Tile(Plain(8, 8, Red), $"{i}"))], columns, side: 40);
        Assert.Equal(20 + across * 48 - 8, sheet.Width);
        Assert.Equal(20 + down * (40 + 8 + 20 + 4) - 4, sheet.Height);
    }

    private static Photo Plain(int width, int height, Color color)
    {
        using var canvas = new Canvas(width, height, color);
        return canvas.ToRgbImage();
    }

    private static Color Pixel(Photo image, int x, int y)
    {
        int at = (y * image.Width + x) * 3;
        return Color.FromRgb(image.Pixels[at], image.Pixels[at + 1], image.Pixels[at + 2]);
    }
}
