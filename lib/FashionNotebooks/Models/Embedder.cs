using FashionNotebooks.Data;
using FashionNotebooks.Engine;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>Embeddings of many pictures, batch by batch, in evaluation mode and without gradients.</summary>
public sealed class Embedder
{
    private const int BatchSize = 128;
    private readonly ImageEncoder encoder;
    private readonly NormalizationKind normalization;
    private readonly bool flip;

    /// <summary>Makes an embedder over a trained encoder.</summary>
    /// <param name="encoder">Gives <c>[N, D]</c>; switched to evaluation mode.</param>
    /// <param name="normalization">How bytes become the numbers the encoder was trained on.</param>
    /// <param name="flip">True: the mean over each picture and its mirror image, at twice the cost.</param>
    public Embedder(ImageEncoder encoder, NormalizationKind normalization = NormalizationKind.Half, bool flip = false)
    {
        this.encoder = encoder ?? throw new ArgumentNullException(nameof(encoder));
        this.normalization = normalization;
        this.flip = flip;
    }

    /// <summary>Length of an embedding.</summary>
    public int Dimension => encoder.FeatureSize;

    /// <summary>Embeddings of decoded pictures: uint8 <c>[N, 3, S, S]</c> → <c>[N, D]</c>.</summary>
    public Tensor Embed(Tensor pixels, CancellationToken cancellation = default)
    {
        encoder.eval();
        return Batched.Run(pixels, BatchSize, EmbedBatch, cancellation);
    }

    /// <summary>Embeddings as rows of numbers, in the order of the pictures.</summary>
    public float[][] EmbedRows(Tensor pixels, CancellationToken cancellation = default)
    {
        using Tensor embeddings = Embed(pixels, cancellation);
        return Batched.Rows(embeddings);
    }

    private Tensor EmbedBatch(Tensor pixels)
    {
        Tensor input = ChannelsLast.Of(Normalization.ToModelInput(pixels, normalization)); // [B, 3, S, S]
        Tensor embedding = encoder.call(input);
        if (!flip)
            return embedding;
        Tensor mean = embedding.add(encoder.call(input.flip(3))).div(2);
        return encoder.UnitLength ? nn.functional.normalize(mean) : mean;
    }
}
