using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Tests.Photos;
using FashionNotebooks.Visuals;

namespace FashionNotebooks.Tests.Visuals;

public sealed class PhotoSheetTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 40)]
    public void Few_colours_are_kept_exactly(int side, int colours)
    {
        Photo image = Noise(side, side, colours);
        Assert.Equal(image.Pixels, Photo.Decode(new PhotoSheet(image, "x").Png.Span).Pixels);
    }

    [Fact]
    public void Many_colours_become_near_ones_of_a_small_palette_file_and_always_the_same()
    {
        var image = new Photo(128, 128);
        for (int i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = (byte)(i % 3 == 0 ? i / 3 % 128 * 2 : i % 3 == 1 ? i / 3 / 128 * 2 : 128);
        byte[] png = new PhotoSheet(image, "x").Png.ToArray();
        Assert.Equal(png, new PhotoSheet(image, "x").Png.ToArray());
        Assert.Equal(3, png[25]); // the colour type of the header: a palette
        Assert.InRange(png.Length, 2000, image.Pixels.Length / 3);
        int[] errors = [.. Photo.Decode(png).Pixels.Zip(image.Pixels, (a, b) => Math.Abs(a - b))];
        Assert.InRange(errors.Average(), 0, 5);
        Assert.InRange(errors.Max(), 0, 40);
    }

    [Fact]
    public void A_picture_is_saved_and_needs_a_text()
    {
        using var folder = new TemporaryFolder();
        var picture = new PhotoSheet(Noise(9, 5, 10), "noise");
        picture.Save(folder.At("p.png"));
        Assert.Equal((9, 5), (Photo.Read(folder.At("p.png")).Width, Photo.Read(folder.At("p.png")).Height));
        Assert.Throws<ArgumentException>(() => new PhotoSheet(Noise(9, 5, 10), " "));
    }

    private static Photo Noise(int width, int height, int colours)
    {
        var random = new Random(3);
        int[] table = [.. Enumerable.Range(0, colours).Select(_ => random.Next(1 << 24))];
        var image = new Photo(width, height);
        for (int i = 0; i < width * height; i++)
        {
            int colour = table[random.Next(colours)];
            (image.Pixels[3 * i], image.Pixels[3 * i + 1], image.Pixels[3 * i + 2]) =
                ((byte)(colour >> 16), (byte)(colour >> 8), (byte)colour);
        }
        return image;
    }
}
