using FashionNotebooks.Engine;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Garments;

namespace FashionNotebooks.Training;

/// <summary>Trains a fine-grained encoder in memory: <c>new FineGrainedTrainer(encoder, train, validation, items).Train()</c>.</summary>
public sealed class FineGrainedTrainer
{
    private readonly FineGrainedEncoder encoder;
    private readonly PhotoSet train;
    private readonly PhotoSet validation;
    private readonly GarmentNames items;

    /// <summary>Makes a trainer; nothing runs yet.</summary>
    /// <param name="encoder">The encoder; training changes it, and with it the backbone it took over.</param>
    /// <param name="train">Photos to learn from; items with one photo take no part.</param>
    /// <param name="validation">Photos of other items that decide which epoch is kept, and the threshold.</param>
    /// <param name="items">Which item is on which photo.</param>
    public FineGrainedTrainer(FineGrainedEncoder encoder, PhotoSet train, PhotoSet validation, GarmentNames items)
    {
        this.encoder = encoder ?? throw new ArgumentNullException(nameof(encoder));
        this.train = train ?? throw new ArgumentNullException(nameof(train));
        this.validation = validation ?? throw new ArgumentNullException(nameof(validation));
        this.items = items ?? throw new ArgumentNullException(nameof(items));
    }

    /// <summary>Every setting.</summary>
    public FineGrainedRecipe Recipe { get; init; } = new();

    /// <summary>Decides batches, augmentation, erasure and dropout. The initial weights are the encoder's own.</summary>
    public long Seed { get; init; }

    /// <summary>Trains; the encoder then has the weights of the kept epoch, in evaluation mode.</summary>
    /// <exception cref="InputException">Settings or photos cannot be trained with.</exception>
    public TrainingResult Train(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Train(Recipe, new LoopOptions { Seed = Seed, Progress = progress, Cancellation = cancellation });

    /// <summary>Items that took no part because they have one photo; known after training.</summary>
    public int SingleItems { get; private set; }

    internal TrainingResult Train(FineGrainedRecipe recipe, LoopOptions options)
    {
        StageChecks.Check(recipe, train, validation, train.Classes.Count);
        if (recipe.EraseCells > 0 && !encoder.Attention.HasFlag(AttentionKind.Spatial))
            throw new InputException("--erase hides what spatial attention looks at; add --attention spatial or both, or leave --erase out");
        if (recipe.ChannelsLast)
            ChannelsLast.Convert(encoder.parameters());
        using var stage = new FineGrainedStage(encoder, train, validation, items, recipe, options.Seed);
        SingleItems = stage.Sampler.SingleCount;
        using var loop = new TrainingLoop(stage, options);
        TrainingResult result = loop.Run();
        encoder.Erasure = null;
        return result;
    }
}
