using FashionNotebooks.Data;
using FashionNotebooks.Search;
using FashionNotebooks.Visuals;
using FashionNotebooks.Visuals.Charts;

namespace FashionNotebooks.Tests.Visuals;

public sealed class PictureTests
{
    private static readonly Rgb Red = new(200, 10, 10), Ink = Rgb.Parse(Palette.Ink);

    [Fact]
    public void Every_printable_ASCII_character_has_a_shape_of_its_own()
    {
        var seen = new HashSet<string>();
        for (char c = '!'; c <= '~'; c++)
        {
            var canvas = new Canvas(40, 40, Rgb.White);
            canvas.Text(c.ToString(), 8, 6, 20, Ink);
            Assert.Contains(canvas.Image.Pixels, p => p < 100);
            Assert.True(seen.Add(Convert.ToBase64String(canvas.Image.Pixels)) || c is 'l' or '|' or 'I', $"'{c}' looks like another");
        }
    }

    [Fact]
    public void Text_stays_inside_its_measured_width()
    {
        const string Text = "long-sleeve 0.482";
        int width = Canvas.MeasureText(Text, 14);
        var canvas = new Canvas(width + 40, 40, Rgb.White);
        canvas.Text(Text, 20, 10, 14, Ink);
        for (int y = 0; y < 40; y++)
        {
            Assert.Equal(Rgb.White, Pixel(canvas.Image, 16, y));
            Assert.Equal(Rgb.White, Pixel(canvas.Image, width + 24, y));
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
        var canvas = new Canvas(10, 10, Rgb.White);
        canvas.Fill(-5, -5, 7, 7, Red);
        canvas.Text("W", -8, -8, 30, Ink);
        canvas.Draw(new RgbImage(8, 8), 6, -4, 8, 8);
        canvas.Frame(-2, -2, 20, 20, 3, Red);
        Assert.Equal(Red, Pixel(canvas.Image, 0, 0));
    }

    [Fact]
    public void A_picture_is_shown_whole_and_in_the_middle()
    {
        var canvas = new Canvas(30, 30, Rgb.White);
        canvas.Draw(Plain(20, 10, Red), 0, 0, 30, 30);
        Assert.Equal(Rgb.White, Pixel(canvas.Image, 15, 6));
        Assert.Equal(Red, Pixel(canvas.Image, 15, 8));
        Assert.Equal(Red, Pixel(canvas.Image, 29, 21));
        Assert.Equal(Rgb.White, Pixel(canvas.Image, 15, 24));
    }

    [Fact]
    public void Right_wrong_and_unjudged_answers_have_different_frames()
    {
        var query = new Tile(Plain(9, 9, Red), "query");
        Tile[] answers = [new(Plain(9, 9, Red), "1", "0.1", true), new(Plain(9, 9, Red), "2", "0.2", false), new(null, "3", "0.3")];
        RgbImage picture = SearchPicture.Draw(query, answers);
        int y = 16 + 75; // half way down the first row
        Rgb[] frames = [.. Enumerable.Range(0, 3).Select(i => Pixel(picture, 16 + 150 + 36 + i * 164, y))];
        Assert.Equal([Rgb.Parse(Palette.Right), Rgb.Parse(Palette.Wrong), Pixel(picture, 16, y)], frames);
    }

    [Fact]
    public void Files_are_read_and_missing_ones_leave_an_empty_field()
    {
        string folder = Directory.CreateTempSubdirectory("picture-").FullName;
        try
        {
            string file = Path.Combine(folder, "a.png");
            File.WriteAllBytes(file, Plain(300, 200, Red).EncodePng());
            RgbImage picture = SearchPicture.Draw(file, "hat", [new(file, "hat", 0.1), new(Path.Combine(folder, "gone.png"), "hat", 0.2)]);
            Assert.Equal(Red, Pixel(picture, 16 + 75, 16 + 75));
            Assert.Equal(Red, Pixel(picture, 16 + 150 + 36 + 75, 16 + 75));
            Assert.Equal(picture.Pixels, RgbImage.Decode(picture.EncodePng()).Pixels);
            Assert.Throws<InputException>(() => SearchPicture.Draw(Path.Combine(folder, "gone.png"), null, [new(file, "hat", 0.1)]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(1, 5, 1, 1)]
    [InlineData(7, 3, 3, 3)]
    [InlineData(6, 3, 3, 2)]
    public void A_sheet_has_the_rows_and_columns_it_needs(int tiles, int columns, int across, int down)
    {
        RgbImage sheet = ContactSheet.Draw([.. Enumerable.Range(0, tiles).Select(i => new Tile(Plain(8, 8, Red), $"{i}"))], columns, side: 40);
        Assert.Equal(32 + across * 54 - 14, sheet.Width);
        Assert.Equal(32 + down * (40 + 8 + 20 + 14) - 14, sheet.Height);
    }

    private static RgbImage Plain(int width, int height, Rgb color) => new Canvas(width, height, color).Image;

    private static Rgb Pixel(RgbImage image, int x, int y)
    {
        int at = (y * image.Width + x) * 3;
        return new Rgb(image.Pixels[at], image.Pixels[at + 1], image.Pixels[at + 2]);
    }
}
