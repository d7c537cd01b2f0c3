using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace FashionNotebooks.Inference;

/// <summary>
/// What a net says of photos: class scores and embeddings. The net is exported in memory at the first photo and from then on runs in ONNX
/// Runtime, in evaluation mode; what training changes later needs a new predictor.
/// </summary>
public sealed class Predictor : IDisposable
{
    private readonly ImageClassifier? classifier;
    private readonly ImageEncoder encoder;
    private readonly NormalizationKind normalization;
    private readonly bool flip;
    private readonly string name;
    private (OnnxModel Model, int Size)? net;

    /// <summary>Predicts with a classifier; its embedding is the pooled feature.</summary>
    /// <param name="classifier">Switched to evaluation mode; not disposed with this.</param>
    /// <param name="normalization">How bytes become the numbers that the classifier was trained on.</param>
    public Predictor(ImageClassifier classifier, NormalizationKind normalization = NormalizationKind.Half)
        : this(classifier, new SiameseEncoder(classifier.Backbone, classifier.UnitEmbedding), normalization, flip: false)
    {
    }

    /// <summary>Predicts with an encoder, which has no class scores.</summary>
    /// <param name="encoder">Switched to evaluation mode; not disposed with this.</param>
    /// <param name="normalization">How bytes become the numbers that the encoder was trained on.</param>
    /// <param name="flip">Whether an embedding is the mean over the photo and its mirror image, at twice the cost.</param>
    public Predictor(ImageEncoder encoder, NormalizationKind normalization = NormalizationKind.Half, bool flip = false)
        : this(null, encoder, normalization, flip)
    {
    }

    internal Predictor(
        ImageClassifier? classifier, ImageEncoder encoder, NormalizationKind normalization, bool flip, string name = "the model")
    {
        (this.classifier, this.encoder, this.normalization, this.flip, this.name) = (classifier, encoder, normalization, flip, name);
        classifier?.eval();
        encoder.eval();
    }

    /// <summary>Length of an embedding.</summary>
    public int Dimension => encoder.FeatureSize;

    /// <summary>Scores before softmax: uint8 <c>[N, 3, S, S]</c> → <c>[N, classes]</c>.</summary>
    /// <param name="flip">True: the mean score over each photo and its mirror image, at twice the cost.</param>
    /// <exception cref="InputException">The net is an encoder.</exception>
    public Matrix Logits(Tensor pixels, bool flip = false, CancellationToken cancellation = default)
    {
        if (classifier is null)
            throw new InputException($"{name} is an encoder and gives no class scores; take a trained classifier");
        Matrix logits = Run(pixels, cancellation)[ModelGraph.Logits];
        return flip ? Mean(logits, RunMirrored(pixels, cancellation)[ModelGraph.Logits]) : logits;
    }

    /// <summary>Probabilities that sum to 1 for each photo: as <see cref="Logits"/>, after softmax.</summary>
    /// <exception cref="InputException">The net is an encoder.</exception>
    public Matrix Probabilities(Tensor pixels, bool flip = false, CancellationToken cancellation = default) =>
        Softmax(Logits(pixels, flip, cancellation));

    /// <summary>Embeddings: uint8 <c>[N, 3, S, S]</c> → <c>[N, D]</c>.</summary>
    public Matrix Embed(Tensor pixels, CancellationToken cancellation = default) =>
        Averaged(Run(pixels, cancellation)[ModelGraph.Embedding], pixels, cancellation);

    /// <summary>Probabilities (null from an encoder) and embeddings from one pass.</summary>
    public (Matrix? Probabilities, Matrix Embeddings) Read(Tensor pixels, CancellationToken cancellation = default)
    {
        IReadOnlyDictionary<string, Matrix> outputs = Run(pixels, cancellation);
        Matrix? probabilities = outputs.TryGetValue(ModelGraph.Logits, out Matrix? logits) ? Softmax(logits) : null;
        return (probabilities, Averaged(outputs[ModelGraph.Embedding], pixels, cancellation));
    }

    /// <summary>Frees what the first photo made; the net itself stays.</summary>
    public void Dispose() => net?.Model.Dispose();

    /// <summary>The embeddings that the net gives, averaged with those of the mirror images where the model wants it.</summary>
    internal Matrix Averaged(Matrix embeddings, Tensor pixels, CancellationToken cancellation)
    {
        if (!flip)
            return embeddings;
        Mean(embeddings, RunMirrored(pixels, cancellation)[ModelGraph.Embedding]);
        return encoder.UnitLength ? UnitLength(embeddings) : embeddings;
    }

    private IReadOnlyDictionary<string, Matrix> RunMirrored(Tensor pixels, CancellationToken cancellation)
    {
        using Tensor mirrored = pixels.flip(3);
        return Run(mirrored, cancellation);
    }

    private IReadOnlyDictionary<string, Matrix> Run(Tensor pixels, CancellationToken cancellation)
    {
        int size = (int)pixels.shape[^1];
        if (net?.Size != size)
        {
            net?.Model.Dispose();
            net = (new OnnxModel(ModelGraph.Of(classifier, encoder, new(size, normalization)).ToBytes([])), size);
        }
        IReadOnlyDictionary<string, Matrix> outputs = net.Value.Model.Run(pixels, cancellation);
        if (outputs.TryGetValue(ModelGraph.Logits, out Matrix? logits) && !Array.TrueForAll(logits.Values, float.IsFinite))
            throw new InputException($"{name} gives scores that are not finite; the model is broken, train it again");
        return outputs;
    }

    // In place, as what follows.
    private static Matrix Mean(Matrix values, Matrix others)
    {
        TensorPrimitives.AddMultiply(values.Values, others.Values, 0.5f, values.Values);
        return values;
    }

    private static Matrix Softmax(Matrix logits)
    {
        for (int i = 0; i < logits.Count; i++)
        {
            Span<float> row = logits.Row(i);
            float most = TensorPrimitives.Max(row), sum = 0;
            foreach (ref float score in row)
                sum += score = MathF.Exp(score - most);
            TensorPrimitives.Divide(row, sum, row);
        }
        return logits;
    }

    private static Matrix UnitLength(Matrix vectors)
    {
        for (int i = 0; i < vectors.Count; i++)
        {
            Span<float> row = vectors.Row(i);
            double squares = 0;
            foreach (float value in row)
                squares += (double)value * value;
            TensorPrimitives.Divide(row, (float)Math.Max(Math.Sqrt(squares), 1e-12), row);
        }
        return vectors;
    }
}
