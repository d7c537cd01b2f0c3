using FashionNotebooks.Evaluation;
using TorchSharp;
using TorchSharp.Tests;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Evaluation;

/// <summary>Worse pictures, against the definition pixel by pixel.</summary>
public class CorruptionTests
{
    private const int Size = 16;

    [Fact, NoTensorLeak]
    public void BrightnessIsAFactor()
    {
        using var scope = NewDisposeScope();
        Tensor pixels = Pictures();
        byte[] before = Bytes(pixels), after = Bytes(Corruption.Brightness(1.5).Apply(pixels));
        Assert.All(before.Zip(after), pair => Assert.InRange(pair.Second - Math.Min(255, 1.5 * pair.First), -0.51, 0.51));
        Assert.Equal(before, Bytes(pixels));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2.5)]
    public void BlurIsAWeightedMeanOfNeighbours(double sigma)
    {
        using var scope = NewDisposeScope();
        Tensor pixels = Pictures();
        byte[] before = Bytes(pixels), after = Bytes(Corruption.Blur(sigma).Apply(pixels));
        int reach = (int)Math.Ceiling(3 * sigma);
        foreach (var (channel, y, x) in new[] { (0, 8, 8), (2, 0, 0), (4, 15, 3) })
        {
            double sum = 0, weights = 0;
            for (int dy = -reach; dy <= reach; dy++)
            {
                for (int dx = -reach; dx <= reach; dx++)
                {
                    double weight = Math.Exp(-((dx * dx) + (dy * dy)) / (2 * sigma * sigma));
                    sum += weight * before[(channel * Size * Size) + (Mirror(y + dy) * Size) + Mirror(x + dx)];
                    weights += weight;
                }
            }
            Assert.InRange(after[(channel * Size * Size) + (y * Size) + x] - (sum / weights), -0.51, 0.51);
        }
    }

    [Fact, NoTensorLeak]
    public void JpegLosesMoreAtLowerQuality()
    {
        using var scope = NewDisposeScope();
        Tensor pixels = Pictures();
        byte[] before = Bytes(pixels);
        double Loss(int quality) =>
            before.Zip(Bytes(Corruption.Jpeg(quality).Apply(pixels))).Average(pair => Math.Abs(pair.First - pair.Second));
        Assert.InRange(Loss(95), 0.01, Loss(30));
        Assert.True(Loss(30) < Loss(5));
    }

    [Fact, NoTensorLeak]
    public void CropShowsTheMiddleAndBackgroundKeepsIt()
    {
        using var scope = NewDisposeScope();
        Tensor pixels = Pictures();
        byte[] before = Bytes(pixels);
        Assert.Equal(before, Bytes(Corruption.Crop(1).Apply(pixels)));
        Tensor half = Corruption.Crop(0.5).Apply(pixels), middle = pixels.narrow(2, Size / 4, Size / 2).narrow(3, Size / 4, Size / 2);
        Assert.Equal(pixels.shape, half.shape);
        Assert.InRange(half.to(ScalarType.Float32).mean().item<float>() - middle.to(ScalarType.Float32).mean().item<float>(), -8, 8);
        byte[] framed = Bytes(Corruption.Background(0.25).Apply(pixels));
        int count = (int)pixels.shape[0], plane = Size * Size, shift = count / 2 * 3 * plane;
        for (int i = 0; i < framed.Length; i++)
        {
            int y = i % plane / Size, x = i % Size;
            bool inside = Math.Min(y, x) >= Size / 4 && Math.Max(y, x) < Size - (Size / 4);
            Assert.Equal(before[inside ? i : (i - shift + before.Length) % before.Length], framed[i]);
        }
    }

    [Fact]
    public void NoiseIsSeeded()
    {
        using var scope = NewDisposeScope();
        Tensor pixels = Pictures();
        Assert.Equal(Bytes(Corruption.Noise(0.1).Apply(pixels, 1)), Bytes(Corruption.Noise(0.1).Apply(pixels, 1)));
        Assert.NotEqual(Bytes(Corruption.Noise(0.1).Apply(pixels, 1)), Bytes(Corruption.Noise(0.1).Apply(pixels, 2)));
        Assert.Equal("noise 0.1", Corruption.Noise(0.1).ToString());
    }

    private static int Mirror(int at) => at < 0 ? -at : at >= Size ? 2 * (Size - 1) - at : at;

    private static Tensor Pictures()
    {
        var random = new Random(1);
        byte[] smooth = [.. Enumerable.Range(0, 2 * 3 * Size * Size)
            .Select(i => (byte)(40 + (5 * (i % Size)) + (4 * (i / Size % Size)) + random.Next(30)))];
        return tensor(smooth).reshape(2, 3, Size, Size);
    }

    private static byte[] Bytes(Tensor pixels) => pixels.contiguous().data<byte>().ToArray();
}
