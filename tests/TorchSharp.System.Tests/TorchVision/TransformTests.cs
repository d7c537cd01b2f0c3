using TorchSharp;
using TorchSharp.Tests.NN;
using static TorchSharp.torch;
using static TorchSharp.torchvision.transforms;
using F = TorchSharp.torchvision.transforms.functional;

namespace TorchSharp.Tests.TorchVision;

public class TransformTests
{
    [Fact]
    public void RandomOnesRepeatWithTheSeed()
    {
        using var scope = NewDisposeScope();
        var image = rand(3, 12, 10);
        var chain = Compose(
            RandomHorizontalFlip(), RandomVerticalFlip(), RandomRotation(20), RandomResizedCrop(8), ColorJitter(0.3f, 0.3f, 0.3f, 0.1f),
            RandomGrayscale(0.5), RandomApply([GaussianBlur(3)]), RandomChoice(Invert(), HorizontalFlip()));
        manual_seed(4);
        var first = Fixture.Values(chain.call(image));
        var second = Fixture.Values(chain.call(image));
        manual_seed(4);
        Assert.Equal(first, Fixture.Values(chain.call(image)));
        Assert.NotEqual(first, second);
        Assert.Equal(3 * 8 * 8, first.Length);
    }

    [Fact]
    public void ProbabilitiesAreKept()
    {
        using var scope = NewDisposeScope();
        manual_seed(9);
        var image = arange(4, dtype: ScalarType.Float32).reshape(1, 2, 2);
        var flip = RandomHorizontalFlip(0.25);
        var flipped = Enumerable.Range(0, 400).Count(_ => flip.call(image)[0, 0, 0].ToDouble() == 1);
        Assert.InRange(flipped, 70, 130);
        Assert.Equal(Fixture.Values(image), Fixture.Values(RandomHorizontalFlip(0).call(image)));
    }

    [Fact]
    public void TheInputStaysUsableAndNothingElseIsLeft()
    {
        using var image = rand(3, 6, 6);
        var before = LiveTensors.Settled();
        using (var same = Compose(Lambda(x => x), RandomRotation(10), Normalize([0.5, 0.5, 0.5], [0.5, 0.5, 0.5]), RandomInvert(0)).call(image))
            Assert.Equal(before + 1, Tensor.TotalCount);
        Assert.Equal(3 * 6 * 6, image.numel());
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void AFullTurnGivesTheImageBack()
    {
        using var scope = NewDisposeScope();
        var image = rand(3, 5, 5);
        Fixture.Equal(Fixture.Values(image), Fixture.Values(F.rotate(image, 360, InterpolationMode.Bilinear)), "turn", 1e-4);
        var quarters = image;
        for (var turn = 0; turn < 4; turn++)
            quarters = F.rotate(quarters, 90);
        Fixture.Equal(Fixture.Values(image), Fixture.Values(quarters), "quarters", 1e-6);
    }

    [Fact]
    public void WrongInputIsOneReadableLine()
    {
        using var scope = NewDisposeScope();
        var (floats, bytes) = (rand(3, 4, 4), zeros([3, 4, 4], ScalarType.Byte));
        Action[] wrong =
        [
            () => F.normalize(bytes, [0.5], [0.5]),
            () => F.normalize(floats, [0.5, 0.5], [0.5, 0.5]),
            () => F.normalize(floats, [0.5], [0]),
            () => F.gaussian_blur(floats, 4, 1),
            () => F.gaussian_blur(floats, 3, 0),
            () => F.rotate(floats, 10, InterpolationMode.Bicubic),
            () => F.rotate(floats, 10, fill: [1, 2]),
            () => F.adjust_hue(floats, 0.7),
            () => F.adjust_brightness(floats, -1),
            () => F.rgb_to_grayscale(rand(1, 4, 4)),
            () => F.resize(floats, 0, 3, InterpolationMode.Nearest),
        ];
        Assert.All(wrong, call => Assert.DoesNotContain('\n', Assert.ThrowsAny<ArgumentException>(call).Message));
    }
}
