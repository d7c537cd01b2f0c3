using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;

namespace FashionNotebooks.Tests.Photos.Decoding;

/// <summary>Decoding and resizing against PIL's answers for the same files.</summary>
public class PhotoDecoderTests
{
    // Files whose decoded pixels are the same in PIL: only the resize is compared.
    [Theory]
    [InlineData("rgb.png", 24)]
    [InlineData("rgb.png", 130)]
    [InlineData("rgb.bmp", 24)]
    [InlineData("lossless.webp", 24)]
    [InlineData("colour.jpg", 24)]
    [InlineData("progressive.jpg", 24)]
    [InlineData("grey.jpg", 24)]
    [InlineData("grey.png", 24)]
    [InlineData("palette.png", 24)]
    [InlineData("tall.png", 24)]
    [InlineData("one.png", 24)]
    [InlineData("alpha.png", 24)]
    [InlineData("alpha.webp", 24)]
    [InlineData("greyalpha.png", 24)]
    [InlineData("exif6.png", 24)]
    [InlineData("exif6.webp", 24)]
    public void Equals_PIL_within_one_level(string name, int size) => AssertLike(name, name, size, largest: 1);

    [Theory]
    [InlineData("rgb16.png")]
    [InlineData("grey16.png")]
    public void Sixteen_bits_become_eight(string name) => AssertLike(name, name + ".reference.png", 24, largest: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Exif_orientation_is_applied(int orientation) =>
        AssertLike($"exif{orientation}.jpg", $"exif{orientation}.jpg", 24, largest: 1);

    [Theory]
    [InlineData("cmyk.jpg")]
    [InlineData("ycck.jpg")]
    public void Four_inks_look_as_in_PIL(string name) => AssertLike(name, name, 24, largest: 1);

    [Fact]
    public void Scale_on_load_stays_within_two_levels_on_average()
    {
        byte[] planes = new Preprocessing(64).ReadPlanes(Fixture.Image("big.jpg"));
        byte[] expected = Fixture.Planes(Photo.Read(Fixture.Image("big.jpg.squash64.png")));
        Assert.InRange(planes.Zip(expected, (a, b) => Math.Abs(a - b)).Average(), 0, 2);
    }

    [Theory]
    [InlineData(400, 533, 64, 2)]
    [InlineData(533, 400, 64, 2)]
    [InlineData(512, 512, 64, 4)]
    [InlineData(511, 900, 64, 2)]
    [InlineData(400, 533, 224, 1)]
    [InlineData(8192, 8192, 64, 8)]
    public void Reduction_keeps_twice_the_target(int width, int height, int target, int reduction) =>
        Assert.Equal(reduction, PhotoDecoder.Reduction(width, height, target));

    [Fact]
    public void Same_bytes_give_the_same_planes_from_file_and_memory()
    {
        var rule = new Preprocessing(32, Crop: true);
        byte[] planes = new byte[3 * 32 * 32];
        rule.Decode(File.ReadAllBytes(Fixture.Image("exif8.jpg")), planes);
        Assert.Equal(rule.ReadPlanes(Fixture.Image("exif8.jpg")), planes);
    }

    private static void AssertLike(string name, string reference, int size, int largest)
    {
        foreach (bool crop in (bool[])[false, true])
        {
            byte[] planes = new Preprocessing(size, crop).ReadPlanes(Fixture.Image(name));
            byte[] expected = Fixture.Planes(Photo.Read(Fixture.Image($"{reference}.{(crop ? "crop" : "squash")}{size}.png")));
            Assert.InRange(planes.Zip(expected, (a, b) => Math.Abs(a - b)).Max(), 0, largest);
        }
    }
}
