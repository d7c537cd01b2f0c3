namespace FashionNotebooks.Training;

/// <summary>Trains a classifier in memory: <c>new ClassifierTrainer(model, train, validation).Train(epochs: 5, lr: 0.01)</c>.</summary>
/// <param name="model">The classifier; training changes it.</param>
/// <param name="train">Photos to learn from; at least 2.</param>
/// <param name="validation">Photos that decide which epoch is kept; the same classes.</param>
public sealed class ClassifierTrainer(ImageClassifier model, PhotoSet train, PhotoSet validation)
{
    /// <summary>Every setting; the reference's unless changed.</summary>
    public ClassifierRecipe Recipe { get; init; } = new();

    /// <summary>Decides shuffling, augmentation and dropout. The initial weights are the model's own.</summary>
    public long Seed { get; init; }

    /// <summary>Trains with the recipe's settings but this number of epochs and this learning rate.</summary>
    public TrainingResult Train(
        int epochs, double lr, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Train(Recipe with { Epochs = epochs, LearningRate = lr }, progress, cancellation);

    /// <summary>Trains with the recipe's settings; the model then has the weights of the kept epoch, in evaluation mode.</summary>
    public TrainingResult Train(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Train(Recipe, progress, cancellation);

    private TrainingResult Train(ClassifierRecipe recipe, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        using var objective = new ClassificationObjective(model, train, validation, recipe, Seed);
        return Trainer.Train(objective, Seed, progress, cancellation);
    }
}
