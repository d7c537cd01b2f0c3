namespace FashionNotebooks.Training.Objectives;

/// <summary>What one step learns from.</summary>
/// <param name="Inputs">Model inputs, each <c>[B, 3, S, S]</c>: one for a classifier, three for triplets.</param>
/// <param name="Labels">Int64 <c>[B]</c> of the first input.</param>
/// <param name="Photos">Which photos of the set the first input shows, <c>[B]</c>.</param>
internal sealed record TrainingBatch(Tensor[] Inputs, Tensor Labels, long[] Photos) : IDisposable
{
    /// <summary>Photos in all inputs together.</summary>
    internal long Count => Inputs.Sum(input => input.shape[0]);

    public void Dispose()
    {
        foreach (Tensor input in Inputs)
            input.Dispose();
        Labels.Dispose();
    }
}

/// <summary>Augmented model inputs of a training set, made on a background thread while the step before computes; the labels
/// are the photos' classes unless others are given.</summary>
internal sealed class PhotoBatches(PhotoSet photos, Preprocessing rule, StageRecipe recipe, long seed, IReadOnlyList<int>? labels = null)
{
    private readonly Augmenter augmenter = new(recipe.Augmentation, rule.Size, seed, rule.Normalize);
    private readonly Augmenter early = new(
        recipe.Augmentation, recipe.EarlySize > 0 ? StageRecipe.Scaled(recipe.EarlySize, rule.Size) : rule.Size, seed, rule.Normalize);

    /// <summary>Batches of one input made ahead, in order.</summary>
    internal IEnumerable<TrainingBatch> Prepare(int epoch, IEnumerable<long[]> batches) =>
        Prepare(epoch, batches.Select(indices => new[] { indices }));

    /// <summary>Batches of several inputs made ahead, in order; each epoch sees another version of a photo.</summary>
    internal IEnumerable<TrainingBatch> Prepare(int epoch, IEnumerable<long[][]> batches) =>
        new Prefetcher<TrainingBatch>(batches.Select(inputs => Make(epoch, inputs)));

    /// <summary>
    /// All photos in order, unchanged or mirrored, at the model's size: <c>[B, 3, S, S]</c> each, the caller's to dispose.
    /// </summary>
    internal static IEnumerable<Tensor> Plain(PhotoSet photos, Preprocessing rule, int size, bool mirrored = false)
    {
        var augmenter = new Augmenter(Augmentation.None with { HorizontalFlip = mirrored ? 1 : 0 }, rule.Size, seed: 0, rule.Normalize);
        foreach (long[] indices in Enumerable.Range(0, photos.Count).Select(i => (long)i).Chunk(size))
        {
            using Tensor inputs = augmenter.Apply(photos, indices, epoch: 0, channelsLast: true);
            yield return inputs.to(ComputeDevice.Current);
        }
    }

    private TrainingBatch Make(int epoch, long[][] inputs)
    {
        using var scope = NewDisposeScope();
        Tensor told = labels is null
            ? photos.BatchLabels(inputs[0])
            : tensor(Array.ConvertAll(inputs[0], index => (long)labels[(int)index])); // int64 [B]
        return new TrainingBatch(
            [.. inputs.Select((indices, copy) => Input(epoch, indices, copy))], told.to(ComputeDevice.Current).DetachFromDisposeScope(),
            inputs[0]);
    }

    private Tensor Input(int epoch, long[] indices, int copy)
    {
        Augmenter chosen = epoch <= recipe.Epochs * recipe.EarlyShare ? early : augmenter;
        // Made in its layout: an operation of libtorch on this thread would start a second set of its threads.
        Tensor input = chosen.Apply(photos, indices, epoch, copy, recipe.ChannelsLast); // [B, 3, S, S]
        return input.to(ComputeDevice.Current).DetachFromDisposeScope();
    }
}
