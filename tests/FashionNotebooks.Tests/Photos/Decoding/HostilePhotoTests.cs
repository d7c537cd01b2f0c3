using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;

namespace FashionNotebooks.Tests.Photos.Decoding;

/// <summary>Files that must not be decoded: each is one clear line that names the file.</summary>
public class HostilePhotoTests
{
    [Theory]
    [InlineData("truncated.jpg", "cut off")]
    [InlineData("truncated.png", "damaged or cut off")]
    [InlineData("empty.jpg", "empty")]
    [InlineData("text.jpg", "the content is text")]
    [InlineData("noise.jpg", "not a picture of a known format")]
    [InlineData("picture.gif", "GIF pictures are not read")]
    [InlineData("picture.tif", "TIFF pictures are not read")]
    [InlineData("animated.webp", "animated")]
    [InlineData("declares_100000.png", "100000 x 100000")]
    public void Is_refused_with_one_line(string name, string reason)
    {
        string path = Fixture.Image(name);
        InputException e = Assert.ThrowsAny<InputException>(() => Preprocessing.Course.ReadPlanes(path));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("nowhere.jpg", Refusal("nowhere.jpg"), StringComparison.Ordinal);

    [Fact]
    public void Fifty_megapixels_are_read_and_refused_by_the_upload_limit()
    {
        var large = new Photo(8192, 6104);
        byte[] file = large.EncodeJpeg(50);
        byte[] planes = new byte[3 * 64 * 64];
        Preprocessing.Course.Decode(file, planes);
        Assert.All(planes, p => Assert.InRange(p, 0, 2));
        var e = Assert.Throws<PhotoException>(() => Preprocessing.Course.Decode(file, planes, PhotoLimits.Upload));
        Assert.Equal(PhotoFault.TooLarge, e.Fault);
        Assert.Contains("at most 40 megapixels", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_over_the_byte_limit_is_not_read()
    {
        var limits = new PhotoLimits(1_000_000, 1000, MaxBytes: 100);
        Assert.Contains("MB", Refusal(Fixture.Image("rgb.png"), limits), StringComparison.Ordinal);
    }

    // Whatever a byte is changed to or wherever the file ends: a picture or an InputException, nothing else.
    [Theory]
    [InlineData("colour.jpg")]
    [InlineData("exif6.jpg")]
    [InlineData("alpha.png")]
    [InlineData("exif6.webp")]
    [InlineData("rgb.bmp")]
    public void Damaged_files_never_crash(string name)
    {
        byte[] good = File.ReadAllBytes(Fixture.Image(name));
        var random = new Random(7);
        byte[] planes = new byte[3 * 16 * 16];
        for (int i = 0; i < 300; i++)
        {
            byte[] bad = good[..(i % 3 == 0 ? random.Next(good.Length) : good.Length)];
            for (int k = 0; k < 3 && bad.Length > 0; k++)
                bad[random.Next(i % 2 == 0 ? bad.Length : Math.Min(bad.Length, 64))] = (byte)random.Next(256);
            try
            {
                new Preprocessing(16).Decode(bad, planes);
            }
            catch (InputException)
            {
            }
        }
    }

    private static string Refusal(string path, PhotoLimits? limits = null) =>
        Assert.ThrowsAny<InputException>(() => Preprocessing.Course.ReadPlanes(path, limits)).Message;
}
