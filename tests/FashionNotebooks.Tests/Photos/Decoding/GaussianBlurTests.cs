using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Tests.Models.FineGrained;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Photos.Decoding;

public class GaussianBlurTests
{
    [Theory]
    [InlineData(0.4)]
    [InlineData(1.0)]
    [InlineData(2.5)]
    public void Equals_PyTorchs_convolution(double sigma)
    {
        using var scope = NewDisposeScope();
        double[] expected = FineGrainedFixture.Tensor(FormattableString.Invariant($"blur/{sigma:0.0}")).data<double>().ToArray();
        byte[] planes = [.. FineGrainedFixture.Tensor("blur/picture").data<double>().ToArray().Select(v => (byte)v)];
        GaussianBlur.Apply(planes, 9, sigma);
        Assert.All(expected.Zip(planes), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 0.501,
            $"{pair.First} and {pair.Second}"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Keeps_an_even_picture_of_any_size(int size)
    {
        byte[] planes = [.. Enumerable.Repeat((byte)255, 3 * size * size)];
        GaussianBlur.Apply(planes, size, 10);
        Assert.All(planes, value => Assert.Equal(255, value));
    }

    [Fact]
    public void Belongs_to_the_one_rule()
    {
        byte[] file = File.ReadAllBytes(Fixture.Image("rgb.png")), plain = new byte[3 * 24 * 24], blurred = new byte[3 * 24 * 24];
        new Preprocessing(24).Decode(file, plain);
        new Preprocessing(24, Blur: 1.5).Decode(file, blurred);
        Assert.NotEqual(plain, blurred);
        GaussianBlur.Apply(plain, 24, 1.5);
        Assert.Equal(plain, blurred);
    }

    [Fact]
    public void A_cache_knows_the_blur()
    {
        using var scope = NewDisposeScope();
        using TemporaryFolder folder = Fixture.Classes(("a", 1), ("b", 1));
        ImageFolder pictures = ImageFolder.Open(folder.Path);
        string cache = folder.At("cache");
        using PhotoSet plain = PhotoSet.Load(pictures, new Preprocessing(24), cache),
            blurred = PhotoSet.Load(pictures, new Preprocessing(24, Blur: 2), cache);
        Assert.NotEqual(plain.Pixels.bytes.ToArray(), blurred.Pixels.bytes.ToArray());
    }
}
