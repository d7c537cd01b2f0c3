using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Photos.Decoding;

[Collection("engine")]
public class PhotoImagerTests
{
    private static readonly PhotoImager imager = new();

    [Fact]
    public void Reads_planes_and_writes_them_back()
    {
        using Tensor image = torchvision.io.read_image(Fixture.Image("rgb.png"), imager: imager);
        Assert.Equal([3, 61, 97], image.shape);
        Photo expected = Photo.Read(Fixture.Image("rgb.png"));
        Assert.Equal(expected.Pixels[3 * (97 * 5 + 7) + 1], image[1, 5, 7].item<byte>());
        using Tensor again = imager.DecodeImage(imager.EncodeImage(image, torchvision.ImageFormat.Png));
        Assert.Equal(image.bytes.ToArray(), again.bytes.ToArray());
    }

    [Fact]
    public void Grey_is_one_plane_and_can_be_written()
    {
        using Tensor grey = torchvision.io.read_image(Fixture.Image("grey.png"), torchvision.io.ImageReadMode.GRAY, imager);
        Assert.Equal([1, 61, 97], grey.shape);
        using Tensor colour = imager.DecodeImage(imager.EncodeImage(grey, torchvision.ImageFormat.Png)), red = colour[0].contiguous();
        Assert.Equal(grey.bytes.ToArray(), red.bytes.ToArray());
    }

    [Fact]
    public void Hostile_files_and_shapes_are_one_line()
    {
        Assert.ThrowsAny<InputException>(() => torchvision.io.read_image(Fixture.Image("declares_100000.png"), imager: imager));
        Assert.Contains("[2, 3]", Assert.Throws<ArgumentException>(() =>
            imager.EncodeImage(zeros(2, 3), torchvision.ImageFormat.Png)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => imager.EncodeImage(zeros(3, 4, 4, dtype: ScalarType.Byte), torchvision.ImageFormat.Gif));
    }
}
