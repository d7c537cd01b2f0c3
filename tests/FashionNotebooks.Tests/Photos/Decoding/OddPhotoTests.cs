using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;

namespace FashionNotebooks.Tests.Photos.Decoding;

/// <summary>Photos as cameras, programs and people make them: each looks as it does in a browser.</summary>
public class OddPhotoTests
{
    private static readonly Photo plain = Photo.Read(Fixture.Image("exif1.jpg"));

    public static TheoryData<string, int, bool> Orientations()
    {
        var cases = new TheoryData<string, int, bool>();
        foreach (string kind in (string[])["jpg", "png", "webp"])
        {
            for (int orientation = 1; orientation <= 8; orientation++)
            {
                cases.Add(kind, orientation, true);
                cases.Add(kind, orientation, false);
            }
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Orientations))]
    public void Exif_turns_every_format_in_both_byte_orders(string kind, int orientation, bool little)
    {
        byte[] exif = PhotoFiles.Exif(orientation, little), webp = Fixture.Bytes("lossless.webp");
        byte[] file = kind switch
        {
            "jpg" => PhotoFiles.WithSegment(Fixture.Bytes("colour.jpg"), 0xE1, [.. "Exif\0\0"u8, .. exif]),
            "png" => PhotoFiles.WithChunk(Fixture.Bytes("rgb.png"), "eXIf", exif),
            _ => PhotoFiles.WithExif(webp, 97, 61, exif),
        };
        Photo upright = Photo.Read(Fixture.Image(kind == "jpg" ? "colour.jpg" : "rgb.png")), seen = Photo.Decode(file);
        (int width, int height) = orientation >= 5 ? (61, 97) : (97, 61);
        Assert.Equal((width, height), (seen.Width, seen.Height));
        for (int y = 0; y < height; y += 4)
        {
            for (int x = 0; x < width; x += 4)
            {
                (int column, int row) = Stored(orientation, x, y, width, height);
                Assert.Equal(Pixel(upright, column, row), Pixel(seen, x, y));
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(200)]
    public void An_orientation_without_meaning_is_none(int value)
    {
        byte[] exif = PhotoFiles.Exif(value, little: true);
        Assert.Equal(97, Photo.Decode(PhotoFiles.WithSegment(Fixture.Bytes("colour.jpg"), 0xE1, [.. "Exif\0\0"u8, .. exif])).Width);
        Assert.Equal(97, Photo.Decode(PhotoFiles.WithChunk(Fixture.Bytes("rgb.png"), "eXIf", exif)).Width);
    }

    // A grey or colour that is said to be transparent: white, as a browser's page.
    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void A_transparent_grey_is_white(int depth)
    {
        byte[] row = depth == 8 ? [0, 10, 200, 10, 77] : [0, 10, 10, 200, 200, 10, 10, 77, 77];
        byte[] clear = depth == 8 ? [0, 10] : [10, 10];
        Photo image = Photo.Decode(PhotoFiles.Png(4, 1, depth, colour: 0, [row], before: ("tRNS", clear)));
        Assert.Equal([255, 255, 255, 200, 200, 200, 255, 255, 255, 77, 77, 77], image.Pixels);
    }

    [Fact]
    public void A_transparent_colour_is_white()
    {
        byte[] png = PhotoFiles.Png(2, 1, 8, colour: 2, [[0, 1, 2, 3, 4, 5, 6]], before: ("tRNS", [0, 1, 0, 2, 0, 3]));
        Photo image = Photo.Decode(png);
        Assert.Equal([255, 255, 255, 4, 5, 6], image.Pixels);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_palette_with_alpha_is_laid_over_white(int depth)
    {
        (string, byte[])[] chunks = [("PLTE", [0, 0, 0, 100, 50, 0]), ("tRNS", [0, 128])];
        byte[] row = [0, (byte)(depth == 1 ? 0x40 : 0x01)]; // the first pixel clear, the second half so
        Photo image = Photo.Decode(PhotoFiles.Png(2, 1, depth, colour: 3, [row], before: chunks));
        Assert.Equal([255, 255, 255, 177, 152, 127], image.Pixels);
    }

    [Fact]
    public void Alpha_in_a_bmp_is_laid_over_white_whether_the_header_knows_of_it_or_not()
    {
        foreach (bool masks in (bool[])[true, false])
        {
            Photo image = Photo.Decode(PhotoFiles.Bmp(plain, alpha: 51, firstAlpha: 255, masks));
            Assert.Equal(plain.Pixels[..3], image.Pixels[..3]);
            for (int i = 3; i < image.Pixels.Length; i++)
                Assert.InRange(image.Pixels[i] - ((plain.Pixels[i] * 0.2) + (255 * 0.8)), -0.6, 0.6);
        }
    }

    // Zeros in the fourth byte are what most programs leave there: nothing would be seen if they were alpha.
    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    public void An_unused_fourth_byte_of_a_bmp_is_no_alpha(byte value) =>
        Assert.Equal(plain.Pixels, Photo.Decode(PhotoFiles.Bmp(plain, value, value, masks: false)).Pixels);

    [Fact]
    public void A_png_without_its_end_is_read_and_one_with_a_wrong_sum_is_not()
    {
        byte[] png = Fixture.Bytes("rgb.png");
        Assert.Equal(Photo.Decode(png).Pixels, Photo.Decode(png[..^12]).Pixels);
        png[^14] ^= 1;
        Assert.Equal(PhotoFault.Damaged, Assert.Throws<PhotoException>(() => Photo.Decode(png)).Fault);
    }

    [Fact]
    public void A_second_header_of_a_png_is_damage()
    {
        byte[] png = Fixture.Bytes("rgb.png"), other = PhotoFiles.BlackPng(9000, 9000, 8, 2, 3, interlaced: false);
        var refused = Assert.Throws<PhotoException>(() => Photo.Decode([.. png[..33], .. other[8..33], .. png[33..]]));
        Assert.Equal(PhotoFault.Damaged, refused.Fault);
    }

    // The canvas of an extended WebP is one thing, its frame another.
    [Theory]
    [InlineData(96, 61)]
    [InlineData(97, 62)]
    [InlineData(16_000, 16_000)]
    public void A_webp_whose_canvas_is_not_its_frame_is_refused(int width, int height)
    {
        byte[] webp = Fixture.Bytes("lossless.webp"), exif = PhotoFiles.Exif(1, little: true);
        Assert.Equal(97, Photo.Decode(PhotoFiles.WithExif(webp, 97, 61, exif)).Width);
        Assert.Throws<PhotoException>(() => Photo.Decode(PhotoFiles.WithExif(webp, width, height, exif)));
    }

    [Theory]
    [InlineData("lossless.webp")]
    [InlineData("lossy.webp")]
    [InlineData("alpha.webp")]
    [InlineData("rgb.bmp")]
    [InlineData("rgb.png")]
    [InlineData("rgb16.png")]
    public void A_file_that_is_cut_off_is_damaged(string name)
    {
        byte[] file = Fixture.Bytes(name);
        for (int length = 40; length < file.Length - 64; length += 41)
            Assert.Equal(PhotoFault.Damaged, Assert.Throws<PhotoException>(() => Photo.Decode(file[..length])).Fault);
    }

    private static (int Column, int Row) Stored(int orientation, int x, int y, int width, int height) => orientation switch
    {
        2 => (width - 1 - x, y),
        3 => (width - 1 - x, height - 1 - y),
        4 => (x, height - 1 - y),
        5 => (y, x),
        6 => (y, width - 1 - x),
        7 => (height - 1 - y, width - 1 - x),
        8 => (height - 1 - y, x),
        _ => (x, y),
    };

    private static byte[] Pixel(Photo image, int x, int y) => image.Pixels.AsSpan(3 * ((y * image.Width) + x), 3).ToArray();
}
