namespace FashionNotebooks.Photos;

/// <summary>How bytes become the numbers a model reads.</summary>
public enum NormalizationKind
{
    /// <summary>[0, 255] to [-1, 1]: the course's rule (mean 0.5, deviation 0.5).</summary>
    Half,

    /// <summary>Mean and deviation of ImageNet per channel: what most pretrained weights expect.</summary>
    ImageNet,
}

/// <summary>The last step of the preprocessing rule: bytes to the numbers a model reads.</summary>
public static class Normalization
{
    private static readonly float[] imageNetMean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] imageNetDeviation = [0.229f, 0.224f, 0.225f];

    /// <summary>Bytes <c>[…, 3, H, W]</c> to float32: [-1, 1] for <see cref="NormalizationKind.Half"/>.</summary>
    public static Tensor ToModelInput(Tensor pixels, NormalizationKind kind = NormalizationKind.Half)
    {
        using var scope = NewDisposeScope();
        (float[] scale, float[] bias) = ScaleAndBias(kind);
        Tensor values = pixels.to_type(ScalarType.Float32);
        Tensor result = kind == NormalizationKind.Half
            ? values.mul_(Held.Number(scale[0])).add_(Held.Number(bias[0]), Held.One)
            : values.mul_(PerChannel(scale, values)).add_(PerChannel(bias, values), Held.One);
        return result.MoveToOuterDisposeScope();
    }

    /// <summary>Float32 of a model's input back to bytes, to show what a model saw.</summary>
    public static Tensor ToPixels(Tensor input, NormalizationKind kind = NormalizationKind.Half)
    {
        using var scope = NewDisposeScope();
        (float[] scale, float[] bias) = ScaleAndBias(kind);
        Tensor values = (input - PerChannel(bias, input)) / PerChannel(scale, input);
        return values.round().clamp(Held.Number(0), Held.Number(255)).to_type(ScalarType.Byte).MoveToOuterDisposeScope();
    }

    /// <summary>Per channel: value = byte x scale + bias.</summary>
    internal static (float[] Scale, float[] Bias) ScaleAndBias(NormalizationKind kind) => kind == NormalizationKind.Half
        ? ([1 / 127.5f, 1 / 127.5f, 1 / 127.5f], [-1, -1, -1])
        : ([.. imageNetDeviation.Select(d => 1 / (255 * d))], [.. imageNetMean.Zip(imageNetDeviation, (m, d) => -m / d)]);

    private static Tensor PerChannel(float[] values, Tensor like) => tensor(values, device: like.device).view(3, 1, 1);
}
