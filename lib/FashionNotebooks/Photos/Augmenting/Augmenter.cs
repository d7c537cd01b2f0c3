namespace FashionNotebooks.Photos.Augmenting;

/// <summary>
/// Turns cached bytes into a model's input, augmented. What happens to a photo follows from (seed, epoch, its index) alone, so training may
/// stop and go on anywhere.
/// </summary>
public sealed unsafe class Augmenter(Augmentation augmentation, int size, long seed, NormalizationKind normalize = NormalizationKind.Half)
{
    public Augmentation Augmentation { get; } = augmentation;

    public int Size { get; } = size > 0 ? size : throw new ArgumentOutOfRangeException(nameof(size));

    /// <summary>Float32 <c>[B, 3, size, size]</c> of some photos of a set, in one epoch's version.</summary>
    public Tensor Apply(PhotoSet photos, ReadOnlySpan<long> indices, int epoch, int copy = 0, bool channelsLast = false)
    {
        photos.CheckIndices(indices);
        (float[] scale, float[] bias) = Normalization.ScaleAndBias(normalize);
        int source = photos.Preprocessing.Size;
        var kernel = new AugmentationKernel(source, Size, scale, bias, channelsLast);
        Tensor result = channelsLast
            ? empty(indices.Length, Size, Size, 3, dtype: ScalarType.Float32)
            : empty(indices.Length, 3, Size, Size, dtype: ScalarType.Float32);
        float* target = (float*)TensorMemory.Address(result);
        for (int i = 0; i < indices.Length; i++, target += 3 * Size * Size)
        {
            // Beside the epoch, not added to the seed: copy 1 of one seed is not copy 0 of the next.
            var random = new CounterRandom((ulong)seed, (ulong)epoch + ((ulong)copy << 32), (ulong)indices[i]);
            AugmentationDraw draw = Augmentation.Draw(ref random, source, Size, scale, bias);
            kernel.Apply((byte*)photos.Address + (indices[i] * 3 * source * source), draw, Augmentation.NearestWithBlack, target);
        }
        GC.KeepAlive(photos);
        if (!channelsLast)
            return result;
        using (result)
            return result.permute(0, 3, 1, 2); // [B, 3, size, size] in another order of memory
    }
}
