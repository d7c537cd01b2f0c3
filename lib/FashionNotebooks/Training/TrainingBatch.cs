using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>What one step learns from.</summary>
/// <param name="Images">Model inputs, each <c>[B, 3, S, S]</c>: one for a classifier, three for triplets.</param>
/// <param name="Labels">Int64 <c>[B]</c> of the first input.</param>
internal sealed record TrainingBatch(IReadOnlyList<Tensor> Images, Tensor Labels) : IDisposable
{
    /// <summary>Pictures in all inputs together.</summary>
    internal long Count => Images.Sum(image => image.shape[0]);

    public void Dispose()
    {
        foreach (Tensor image in Images)
            image.Dispose();
        Labels.Dispose();
    }
}
