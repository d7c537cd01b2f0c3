using FashionNotebooks.Data;
using FashionNotebooks.Engine;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>Class scores and embeddings of many pictures from one pass through a classifier: those of <see cref="Predictor"/> and of <see cref="Embedder"/>.</summary>
public sealed class Recognizer
{
    private const int BatchSize = 128;
    private readonly FoldedClassifier classifier;
    private readonly NormalizationKind normalization;
    private readonly bool unitLength, flip;

    /// <summary>Makes a recognizer over a trained classifier.</summary>
    /// <param name="classifier">Gives pooled features and scores.</param>
    /// <param name="normalization">How bytes become the numbers the classifier was trained on.</param>
    /// <param name="unitLength">Whether embeddings have length 1.</param>
    /// <param name="flip">True: embeddings are the mean over each picture and its mirror image, at twice the cost. Scores are not.</param>
    public Recognizer(FoldedClassifier classifier, NormalizationKind normalization, bool unitLength, bool flip)
    {
        this.classifier = classifier ?? throw new ArgumentNullException(nameof(classifier));
        (this.normalization, this.unitLength, this.flip) = (normalization, unitLength, flip);
    }

    /// <summary>uint8 <c>[N, 3, S, S]</c> → scores <c>[N, classes]</c> and embeddings <c>[N, D]</c>.</summary>
    public (Tensor Logits, Tensor Embeddings) Read(Tensor pixels, CancellationToken cancellation = default)
    {
        using var scope = NewDisposeScope();
        long classes = 0;
        Tensor both = Batched.Run(pixels, BatchSize, batch =>
        {
            (Tensor logits, Tensor embeddings) = ReadBatch(batch);
            classes = logits.shape[1];
            return cat([logits, embeddings], 1); // [B, classes + D]
        }, cancellation);
        Tensor scores = both.narrow(1, 0, classes).contiguous(), vectors = both.narrow(1, classes, both.shape[1] - classes).contiguous();
        return (scores.MoveToOuterDisposeScope(), vectors.MoveToOuterDisposeScope());
    }

    private (Tensor Logits, Tensor Embeddings) ReadBatch(Tensor pixels)
    {
        Tensor input = ChannelsLast.Of(Normalization.ToModelInput(pixels, normalization)); // [B, 3, S, S]
        Tensor features = classifier.Features(input);                                                 // [B, D]
        Tensor embedding = Embedding(features);
        if (flip)
            embedding = Embedding(embedding.add(Embedding(classifier.Features(input.flip(3)))).div(2));
        return (classifier.Logits(features).to(ScalarType.Float32), embedding);
    }

    private Tensor Embedding(Tensor features) => unitLength ? nn.functional.normalize(features) : features;
}
