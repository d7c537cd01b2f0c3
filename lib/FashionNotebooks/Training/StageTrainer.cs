namespace FashionNotebooks.Training;

/// <summary>Trains a model in memory, by the settings of its stage.</summary>
public abstract class StageTrainer<TRecipe>
    where TRecipe : StageRecipe, new()
{
    /// <summary>Every setting; the reference's unless changed.</summary>
    public TRecipe Recipe { get; init; } = new();

    /// <summary>Decides batches, augmentation and dropout. The initial weights are the model's own.</summary>
    public long Seed { get; init; }

    /// <summary>Trains with the recipe's settings but this number of epochs and this learning rate.</summary>
    public TrainingResult Train(
        int epochs, double lr, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Train(Recipe with { Epochs = epochs, LearningRate = lr }, progress, cancellation);

    /// <summary>Trains with the recipe's settings; the model then has the weights of the kept epoch, in evaluation mode.</summary>
    public TrainingResult Train(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Train(Recipe, progress, cancellation);

    private protected abstract Objective ObjectiveOf(TRecipe recipe);

    private TrainingResult Train(TRecipe recipe, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        using Objective objective = ObjectiveOf(recipe);
        return Trainer.Train(objective, Seed, progress, cancellation);
    }
}
