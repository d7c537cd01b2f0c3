namespace FashionNotebooks.Evaluation;

/// <summary>A trained classifier on photos: to the figures of <see cref="ClassificationMetrics"/>.</summary>
public static class ClassifierEvaluation
{
    /// <summary>Scores every photo.</summary>
    /// <param name="noise">Standard deviation of Gaussian noise on pixels in [0, 1], clipped and rounded to 8 bits; 0 adds none.</param>
    /// <exception cref="InputException">The file holds an encoder, or the noise is negative or no number.</exception>
    public static ClassificationReport Of(
        TrainedModel model, PhotoSet photos, double noise = 0, long seed = 0, CancellationToken cancellation = default)
    {
        if (!(noise >= 0 && double.IsFinite(noise)))
            throw new InputException($"noise {noise} cannot be used; choose 0 or more, such as 0.1");
        using var scope = NewDisposeScope();
        Tensor pixels = noise > 0 ? Corruption.Noise(noise).Apply(photos.Pixels, seed) : photos.Pixels;
        float[] probabilities = model.Predictor.Probabilities(pixels, model.FlipAverage, cancellation).Values;
        return ClassificationMetrics.Of(photos.LabelList, probabilities, model.Classes, (int)seed);
    }
}
