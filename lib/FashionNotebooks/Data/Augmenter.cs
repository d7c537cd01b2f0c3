using FashionNotebooks.Native;
using static TorchSharp.torch;

namespace FashionNotebooks.Data;

/// <summary>
/// Turns cached bytes into a model's input, augmented: one native call per batch. What happens to a picture follows
/// from (seed, epoch, its index) alone, so training may stop and go on anywhere.
/// </summary>
/// <param name="augmentation">What may happen.</param>
/// <param name="size">Side of the result in pixels; the cached pictures may be larger.</param>
/// <param name="seed">Same seed, same pictures.</param>
/// <param name="normalize">How bytes become numbers.</param>
public sealed unsafe class Augmenter(Augmentation augmentation, int size, long seed, NormalizationKind normalize = NormalizationKind.Half)
{
    /// <summary>What may happen to a picture.</summary>
    public Augmentation Augmentation { get; } = augmentation;

    /// <summary>Side of the result in pixels.</summary>
    public int Size { get; } = size > 0 ? size : throw new ArgumentOutOfRangeException(nameof(size));

    /// <summary>Float32 <c>[B, 3, size, size]</c> of some pictures of a set, in one epoch's version.</summary>
    /// <param name="photos">The cached pictures.</param>
    /// <param name="indices">Which ones.</param>
    /// <param name="epoch">Another epoch, another version.</param>
    /// <param name="copy">Tells several versions within one epoch apart, as the views of a contrastive loss need.</param>
    public Tensor Apply(PhotoSet photos, ReadOnlySpan<long> indices, int epoch, int copy = 0)
    {
        ArgumentNullException.ThrowIfNull(photos);
        photos.CheckIndices(indices);
        (float[] scale, float[] bias) = Normalization.ScaleAndBias(normalize);
        int source = photos.Preprocessing.Size;
        var draws = new AugmentationDraw[indices.Length];
        for (int i = 0; i < draws.Length; i++)
        {
            var random = new CounterRandom((ulong)seed + (ulong)copy, (ulong)epoch, (ulong)indices[i]);
            draws[i] = Augmentation.Draw(ref random, source, Size, scale, bias);
        }
        Tensor result = empty(indices.Length, 3, Size, Size, dtype: ScalarType.Float32);
        fixed (long* index = indices)
        fixed (AugmentationDraw* draw = draws)
        fixed (float* s = scale, b = bias)
        {
            ImageLibrary.Check(ImageLibrary.fi_augment(
                (byte*)photos.Address, index, indices.Length, source, Size, draw, Augmentation.NearestWithBlack ? 1 : 0, s, b,
                (float*)TensorMemory.Address(result)));
        }
        GC.KeepAlive(photos);
        return result;
    }
}
