using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Augmenting;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Photos.Sampling;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Photos.Augmenting;

[Collection("engine")]
public sealed class AugmenterTests : IDisposable
{
    private readonly TemporaryFolder data = Fixture.Classes(("dress", 3), ("hat", 3));
    private readonly PhotoSet photos;

    public AugmenterTests()
    {
        data.Copy("tall.png", "dress/tall.png");
        photos = PhotoSet.Load(ImageFolder.Open(data.Path), new Preprocessing(20), cacheDirectory: "");
    }

    public void Dispose()
    {
        photos.Dispose();
        data.Dispose();
    }

    [Theory]
    [InlineData(NormalizationKind.Half)]
    [InlineData(NormalizationKind.ImageNet)]
    public void Without_changes_it_is_the_normalisation(NormalizationKind kind)
    {
        float[] actual = Values(new Augmenter(Augmentation.None, 20, 0, kind).Apply(photos, [3, 0], epoch: 0));
        using Tensor batch = photos.Batch([3, 0]);
        float[] expected = Values(Normalization.ToModelInput(batch, kind));
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5f);
    }

    [Fact]
    public void Model_input_goes_back_to_the_same_bytes()
    {
        using Tensor batch = photos.Batch([1]);
        foreach (NormalizationKind kind in Enum.GetValues<NormalizationKind>())
        {
            using Tensor input = Normalization.ToModelInput(batch, kind), back = Normalization.ToPixels(input, kind);
            Assert.Equal(batch.bytes.ToArray(), back.bytes.ToArray());
        }
    }

    [Fact]
    public void A_sure_flip_mirrors_each_row()
    {
        float[] plain = Values(new Augmenter(Augmentation.None, 20, 0).Apply(photos, [2], 0));
        float[] flipped = Values(new Augmenter(new() { HorizontalFlip = 1 }, 20, 0).Apply(photos, [2], 0));
        for (int i = 0; i < plain.Length; i++)
            Assert.Equal(plain[i - i % 20 + 19 - i % 20], flipped[i], 1e-5f);
    }

    [Fact]
    public void A_sure_quarter_turn_is_one_of_the_three()
    {
        float[] plain = Values(new Augmenter(Augmentation.None, 20, 0).Apply(photos, [6], 0));
        float[] Turned(int turns) => [.. Enumerable.Range(0, plain.Length).Select(i =>
        {
            (int plane, int y, int x) = (i / 400 * 400, i / 20 % 20, i % 20);
            for (int turn = 0; turn < turns; turn++)
                (y, x) = (x, 19 - y);
            return plain[plane + (20 * y) + x];
        })];
        float[][] turns = [Turned(1), Turned(2), Turned(3)];
        var augmenter = new Augmenter(new() { QuarterTurns = 1 }, 20, seed: 3);
        var seen = new HashSet<int>();
        for (int epoch = 0; epoch < 30; epoch++)
        {
            float[] actual = Values(augmenter.Apply(photos, [6], epoch));
            seen.Add(Array.FindIndex(turns, turn => turn.Zip(actual).All(pair => Math.Abs(pair.First - pair.Second) < 0.02)));
        }
        Assert.Equal([0, 1, 2], seen.Order());
    }

    [Fact]
    public void Depends_on_seed_epoch_and_picture_and_not_on_the_batch()
    {
        var augmenter = new Augmenter(Augmentation.Strong, 16, seed: 11);
        float[] together = Values(augmenter.Apply(photos, [0, 1, 2], 5)), alone = Values(augmenter.Apply(photos, [1], 5));
        Assert.Equal(alone, together[alone.Length..(2 * alone.Length)]);
        Assert.NotEqual(alone, Values(augmenter.Apply(photos, [1], 6)));
        Assert.NotEqual(alone, Values(augmenter.Apply(photos, [1], 5, copy: 1)));
        Assert.NotEqual(alone, Values(new Augmenter(Augmentation.Strong, 16, seed: 12).Apply(photos, [1], 5)));
    }

    [Fact]
    public void Both_layouts_hold_the_same_values()
    {
        var augmenter = new Augmenter(Augmentation.Strong with { Erasing = 1 }, 18, seed: 11);
        using Tensor planes = augmenter.Apply(photos, [0, 1, 2], 5), pixels = augmenter.Apply(photos, [0, 1, 2], 5, channelsLast: true);
        Assert.Equal([3 * 18 * 18, 1, 3 * 18, 3], pixels.stride());
        Assert.True(planes.Equals(pixels));
    }

    // Three seeds are three trainings only if they share no picture.
    [Fact]
    public void Copies_of_one_seed_are_not_those_of_the_next()
    {
        var seen = new HashSet<string>();
        for (int seed = 0; seed < 3; seed++)
        {
            for (int copy = 0; copy < 3; copy++)
                Assert.True(seen.Add(string.Join(' ', Values(new Augmenter(Augmentation.Strong, 16, seed).Apply(photos, [1], 5, copy)))),
                    $"seed {seed}, copy {copy}");
        }
    }

    [Fact]
    public void Values_stay_in_the_range_of_pictures()
    {
        var augmenter = new Augmenter(Augmentation.Strong, 16, seed: 1);
        for (int epoch = 0; epoch < 50; epoch++)
            Assert.All(Values(augmenter.Apply(photos, [0, 1, 2, 3, 4, 5, 6], epoch)), v => Assert.InRange(v, -1.0001f, 1.0001f));
    }

    // The fast code against the definition, written slowly.
    [Fact]
    public void Equals_a_plain_implementation()
    {
        float[] scale = [1, 1, 1], bias = [0, 0, 0];
        byte[] picture = photos.Pixels[6].contiguous().bytes.ToArray();
        for (ulong i = 0; i < 40; i++)
        {
            var random = new CounterRandom(i, 0);
            AugmentationDraw draw = Augmentation.Strong.Draw(ref random, 20, 16, scale, bias);
            float[] expected = Slowly(picture, 20, 16, draw), actual = Fast(picture, 20, 16, draw, nearest: false);
            for (int k = 0; k < expected.Length; k++)
                Assert.InRange(Math.Abs(expected[k] - actual[k]), 0, 0.02);
        }
    }

    [Fact]
    public void Rotation_with_black_corners_is_PILs()
    {
        byte[] picture = Planes("rgb.png.squash24.png"), expected = Planes("rotated8.png");
        (double sin, double cos) = Math.SinCos(8 * Math.PI / 180);
        const double centre = 11.5;
        var draw = new AugmentationDraw
        {
            A = (float)cos,
            B = (float)-sin,
            C = (float)(centre - (cos - sin) * centre),
            D = (float)sin,
            E = (float)cos,
            F = (float)(centre - (sin + cos) * centre),
            Brightness = 1,
            Contrast = 1,
            Saturation = 1,
            CastRed = 1,
            CastGreen = 1,
            CastBlue = 1,
        };
        float[] actual = Fast(picture, 24, 24, draw, nearest: true);
        Assert.InRange(actual.Zip(expected, (a, e) => Math.Abs(a - e) > 0.01 ? 1 : 0).Sum(), 0, expected.Length / 100);
    }

    private static float[] Slowly(byte[] picture, int source, int target, AugmentationDraw d)
    {
        float[] result = new float[3 * target * target];
        for (int i = 0; i < result.Length; i++)
        {
            int c = i / (target * target), y = i / target % target, x = i % target;
            double sx = Mirror(d.A * x + d.B * y + d.C, source), sy = Mirror(d.D * x + d.E * y + d.F, source);
            int x0 = (int)sx, y0 = (int)sy, x1 = Math.Min(x0 + 1, source - 1), y1 = Math.Min(y0 + 1, source - 1);
            double At(int v, int u) => picture[(c * source + v) * source + u];
            double top = At(y0, x0) + (sx - x0) * (At(y0, x1) - At(y0, x0)), bottom = At(y1, x0) + (sx - x0) * (At(y1, x1) - At(y1, x0));
            result[i] = (float)(d.Brightness * (top + (sy - y0) * (bottom - top)));
        }
        int plane = target * target;
        double Grey(int i) => 0.299 * result[i] + 0.587 * result[i + plane] + 0.114 * result[i + 2 * plane];
        double mean = Enumerable.Range(0, plane).Average(Grey);
        for (int i = 0; i < result.Length; i++)
            result[i] = (float)(mean + d.Contrast * (result[i] - mean));
        for (int i = 0; i < plane; i++)
        {
            double grey = Grey(i);
            float[] cast = [d.CastRed, d.CastGreen, d.CastBlue], fill = [d.FillRed, d.FillGreen, d.FillBlue];
            bool erased = i % target >= d.EraseLeft && i % target < d.EraseRight && i / target >= d.EraseTop && i / target < d.EraseBottom;
            for (int c = 0; c < 3; c++)
                result[c * plane + i] = erased ? fill[c] : (float)Math.Clamp(cast[c]
                    * (grey + d.Saturation * (result[c * plane + i] - grey)), 0, 255);
        }
        return result;
    }

    private static double Mirror(double v, int n)
    {
        if (v < -0.5)
            v = -1 - v;
        if (v > n - 0.5)
            v = 2 * n - 1 - v;
        return Math.Clamp(v, 0, n - 1);
    }

    private static unsafe float[] Fast(byte[] picture, int source, int target, AugmentationDraw draw, bool nearest)
    {
        float[] result = new float[3 * target * target], scale = [1, 1, 1], bias = [0, 0, 0];
        fixed (byte* p = picture)
        fixed (float* r = result)
            new AugmentationKernel(source, target, scale, bias).Apply(p, draw, nearest, r);
        return result;
    }

    private static byte[] Planes(string name)
    {
        Photo image = Photo.Read(Fixture.Image(name));
        return Fixture.Planes(image.Resize(image.Width, image.Width));
    }

    private static float[] Values(Tensor tensor)
    {
        using (tensor)
            return tensor.data<float>().ToArray();
    }
}
