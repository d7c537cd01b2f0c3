using FashionNotebooks.Data;
using FashionNotebooks.Engine;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>Scores and probabilities of many pictures, batch by batch, in evaluation mode and without gradients.</summary>
public sealed class Predictor
{
    private const int BatchSize = 128;
    private readonly nn.Module<Tensor, Tensor> classifier;
    private readonly NormalizationKind normalization;
    private readonly bool flip;

    /// <summary>Makes a predictor over a trained classifier.</summary>
    /// <param name="classifier">Gives scores <c>[N, classes]</c>; switched to evaluation mode.</param>
    /// <param name="normalization">How bytes become the numbers the classifier was trained on.</param>
    /// <param name="flip">True: the mean score over each picture and its mirror image, at twice the cost.</param>
    public Predictor(nn.Module<Tensor, Tensor> classifier, NormalizationKind normalization = NormalizationKind.Half, bool flip = false)
    {
        this.classifier = classifier ?? throw new ArgumentNullException(nameof(classifier));
        this.normalization = normalization;
        this.flip = flip;
    }

    /// <summary>Scores before softmax: uint8 <c>[N, 3, S, S]</c> → <c>[N, classes]</c>.</summary>
    public Tensor Logits(Tensor pixels, CancellationToken cancellation = default)
    {
        classifier.eval();
        return Batched.Run(pixels, BatchSize, LogitsOfBatch, cancellation);
    }

    /// <summary>Probabilities that sum to 1 for each picture, as rows in the order of the pictures.</summary>
    public float[][] Probabilities(Tensor pixels, CancellationToken cancellation = default)
    {
        using var scope = NewDisposeScope();
        return Batched.Rows(Logits(pixels, cancellation).softmax(1));
    }

    private Tensor LogitsOfBatch(Tensor pixels)
    {
        Tensor input = ChannelsLast.Of(Normalization.ToModelInput(pixels, normalization)); // [B, 3, S, S]
        Tensor logits = classifier.call(input).to(ScalarType.Float32);
        return flip ? logits.add(classifier.call(input.flip(3)).to(ScalarType.Float32)).div(2) : logits;
    }
}
