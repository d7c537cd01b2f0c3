namespace FashionNotebooks.Evaluation;

/// <summary>
/// A way in which photos get worse, to see how much a classifier bears (Hendrycks and Dietterich, "Benchmarking Neural Network Robustness
/// to Common Corruptions and Perturbations", 2019).
/// </summary>
/// <param name="Name">What happens, in a word.</param>
/// <param name="Level">How much of it.</param>
/// <param name="Change">From photos, uint8 <c>[N, 3, S, S]</c>, and a seed to new photos of that form.</param>
public sealed record Corruption(string Name, double Level, Func<Tensor, long, Tensor> Change)
{
    /// <summary>Gaussian noise with this standard deviation on pixels in [0, 1], clipped.</summary>
    public static Corruption Noise(double sigma) => new("noise", sigma, (pixels, seed) => Bytes(Noisy(pixels, sigma, seed)));

    /// <summary>Gaussian blur with this standard deviation in pixels of the model's input.</summary>
    public static Corruption Blur(double sigma) => new(
        "blur", sigma, (pixels, _) => OneByOne(pixels, (planes, size) => GaussianBlur.Apply(planes, size, sigma)));

    /// <summary>JPEG at this quality, 1 to 100.</summary>
    public static Corruption Jpeg(double quality) => new("jpeg", quality, (pixels, _) => OneByOne(
        pixels, (planes, size) => new Preprocessing(size).Decode(Photo.OfPlanes(planes, size).EncodeJpeg((int)quality), planes)));

    /// <summary>Values times this factor, clipped.</summary>
    public static Corruption Brightness(double factor) =>
        new("brightness", factor, (pixels, _) => Bytes(pixels.to(ScalarType.Float32).mul_(Held.Number(factor))));

    /// <summary>Only the middle, this share of each side, as large as the whole was.</summary>
    public static Corruption Crop(double share) => new("crop", share, (pixels, _) => Bytes(Cropped(pixels, share)));

    /// <summary>A frame, this share of each side wide, that shows another photo's: another floor around the same garment.</summary>
    public static Corruption Background(double share) => new("background", share, (pixels, _) => Framed(pixels, share));

    /// <summary>What may happen to a garment's next photo: less sharp, darker, brighter, nearer, elsewhere.</summary>
    public static IReadOnlyList<Corruption> OfPairs { get; } =
        [Blur(1), Blur(2), Brightness(0.6), Brightness(1.5), Crop(0.85), Background(0.12)];

    /// <summary>The sweep of a report: the noise that is asked for, and some of each other kind.</summary>
    public static IReadOnlyList<Corruption> Sweep(IEnumerable<double> noise) =>
        [.. noise.Select(Noise), Blur(1), Blur(2), Jpeg(30), Jpeg(10), Brightness(0.5), Brightness(1.5)];

    /// <summary>Name and level, as <c>noise 0.1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} {Level:0.###}");

    /// <summary>Changes photos: uint8 <c>[N, 3, S, S]</c> → new ones of that form. The seed is that of the noise.</summary>
    public Tensor Apply(Tensor pixels, long seed = 0)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        return Change(pixels, seed).MoveToOuterDisposeScope();
    }

    private static Tensor Bytes(Tensor values) => values.round_().clamp_(Held.Number(0), Held.Number(255)).to(ScalarType.Byte);

    private static Tensor Noisy(Tensor pixels, double sigma, long seed)
    {
        using var generator = new Generator((ulong)seed);
        Tensor drawn = randn(pixels.shape, generator: generator).mul_(Held.Number(255 * sigma));
        return pixels.to(ScalarType.Float32).add_(drawn, Held.One);
    }

    private static Tensor Cropped(Tensor pixels, double share)
    {
        long size = pixels.shape[^1], side = Math.Clamp((long)Math.Round(share * size), 1, size), start = (size - side) / 2;
        Tensor middle = pixels.narrow(2, start, side).narrow(3, start, side).to(ScalarType.Float32); // [N, 3, side, side]
        return nn.functional.interpolate(middle, [size, size], mode: InterpolationMode.Bilinear, align_corners: false);
    }

    private static Tensor Framed(Tensor pixels, double share)
    {
        long size = pixels.shape[^1], width = Math.Clamp((long)Math.Round(share * size), 0, (size - 1) / 2);
        Tensor Middle(Tensor whole) => whole.narrow(2, width, size - (2 * width)).narrow(3, width, size - (2 * width));
        Tensor result = pixels.roll(pixels.shape[0] / 2, 0).clone(); // neighbours may be of one garment
        Middle(result).copy_(Middle(pixels));
        return result;
    }

    // A change of one photo's planes, [3, size, size], where they are.
    private static Tensor OneByOne(Tensor pixels, Action<Span<byte>, int> change)
    {
        int size = (int)pixels.shape[^1], bytes = 3 * size * size;
        Tensor result = pixels.contiguous().clone();
        Span<byte> all = result.bytes;
        for (int start = 0; start < all.Length; start += bytes)
            change(all.Slice(start, bytes), size);
        return result;
    }
}
