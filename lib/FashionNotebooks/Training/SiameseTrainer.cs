namespace FashionNotebooks.Training;

/// <summary>
/// Trains a Siamese network in memory: <c>new SiameseTrainer(network, train, validation).Train(epochs: 5, lr: 0.001)</c>.
/// </summary>
/// <param name="network">The network; training changes it, and with it the backbone it took over.</param>
/// <param name="train">Photos to learn from, of at least two classes.</param>
/// <param name="validation">Photos that decide which epoch is kept; the same classes.</param>
public sealed class SiameseTrainer(SiameseNetwork network, PhotoSet train, PhotoSet validation)
{
    /// <summary>Every setting; the reference's unless changed.</summary>
    public SiameseRecipe Recipe { get; init; } = new();

    /// <summary>Decides triplets, augmentation and dropout. The initial weights are the network's own.</summary>
    public long Seed { get; init; }

    /// <summary>Trains with the recipe's settings but this number of epochs and this learning rate.</summary>
    public TrainingResult Train(
        int epochs, double lr, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Train(Recipe with { Epochs = epochs, LearningRate = lr }, progress, cancellation);

    /// <summary>Trains with the recipe's settings; the network then has the weights of the kept epoch, in evaluation mode.</summary>
    public TrainingResult Train(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Train(Recipe, progress, cancellation);

    private TrainingResult Train(SiameseRecipe recipe, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        using var objective = new MetricObjective(network, train, validation, recipe, Seed);
        return Trainer.Train(objective, Seed, progress, cancellation);
    }
}
