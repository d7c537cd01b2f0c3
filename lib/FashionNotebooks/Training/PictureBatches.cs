using FashionNotebooks.Engine;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Augmenting;
using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>Augmented model inputs of a training set, made on a background thread while the step before computes.</summary>
internal sealed class PictureBatches
{
    private readonly PhotoSet photos;
    private readonly StageRecipe recipe;
    private readonly Augmenter augmenter;
    private readonly Augmenter early;
    private readonly IReadOnlyList<int>? labels;

    /// <param name="photos">What to learn from.</param>
    /// <param name="rule">How the model's inputs are made.</param>
    /// <param name="recipe">The settings.</param>
    /// <param name="seed">Decides the augmentation.</param>
    /// <param name="labels">What to tell apart; null: the photos' classes.</param>
    internal PictureBatches(PhotoSet photos, Preprocessing rule, StageRecipe recipe, long seed, IReadOnlyList<int>? labels = null)
    {
        this.photos = photos;
        this.labels = labels;
        this.recipe = recipe;
        augmenter = new Augmenter(recipe.Augmentation, rule.Size, seed, rule.Normalize);
        early = recipe.EarlySize > 0 ? new Augmenter(recipe.Augmentation, StageRecipe.Scaled(recipe.EarlySize, rule.Size), seed, rule.Normalize) : augmenter;
    }

    /// <summary>Batches made ahead, in order.</summary>
    /// <param name="epoch">Another epoch, another version of each picture.</param>
    /// <param name="batches">For each batch the indices of each input; labels are those of the first input.</param>
    internal IEnumerable<TrainingBatch> Prepare(int epoch, IEnumerable<long[][]> batches) =>
        new Prefetcher<TrainingBatch>(batches.Select(indices => Make(epoch, indices)));

    private TrainingBatch Make(int epoch, long[][] indices)
    {
        var images = new Tensor[indices.Length];
        for (int input = 0; input < images.Length; input++)
            images[input] = Images(epoch, indices[input], input);
        using var scope = NewDisposeScope();
        Tensor told = labels is null ? photos.BatchLabels(indices[0]) : tensor(Array.ConvertAll(indices[0], index => (long)labels[(int)index])); // int64 [B]
        return new TrainingBatch(images, told.to(ComputeDevice.Current).DetachFromDisposeScope());
    }

    private Tensor Images(int epoch, long[] indices, int copy)
    {
        using var scope = NewDisposeScope();
        Augmenter chosen = epoch <= recipe.Epochs * recipe.EarlyShare ? early : augmenter;
        // Made in its layout: an operation of libtorch on this thread would start a second set of its threads.
        Tensor images = chosen.Apply(photos, indices, epoch, copy, recipe.ChannelsLast); // [B, 3, S, S]
        return images.to(ComputeDevice.Current).DetachFromDisposeScope();
    }
}
