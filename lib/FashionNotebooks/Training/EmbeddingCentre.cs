using FashionNotebooks.Engine;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Augmenting;
using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>Measures the mean embedding of the training photos, unchanged and at the model's size.</summary>
internal static class EmbeddingCentre
{
    private const int BatchSize = 128;

    /// <summary>Sets the encoder's centre; its weights stay, its mode becomes evaluation.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="photos">The training photos.</param>
    /// <param name="rule">How the encoder's inputs are made.</param>
    internal static void Measure(SiameseEncoder encoder, PhotoSet photos, Preprocessing rule)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        encoder.eval();
        var plain = new Augmenter(Augmentation.None, rule.Size, seed: 0, rule.Normalize);
        Tensor sum = zeros(encoder.FeatureSize, device: ComputeDevice.Current);
        foreach (long[] indices in Enumerable.Range(0, photos.Count).Select(i => (long)i).Chunk(BatchSize))
        {
            using var batch = NewDisposeScope();
            Tensor images = ChannelsLast.Of(plain.Apply(photos, indices, epoch: 0)).to(ComputeDevice.Current);
            sum.add_(encoder.Uncentred(images).sum(0));
        }
        encoder.Centre.copy_(sum.div(photos.Count));
    }
}
