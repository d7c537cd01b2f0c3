namespace FashionNotebooks.Training.Objectives;

/// <summary>What is learnt: batches, their loss, and the score that decides the best epoch. <see cref="Trainer"/> has the rest.</summary>
public abstract class Objective : IDisposable
{
    private protected Objective(nn.Module model, StageRecipe recipe, PhotoSet train, PhotoSet validation, int classes)
    {
        Require(recipe.Epochs >= 1, "number of epochs", recipe.Epochs, "1 or more");
        Require(recipe.BatchSize >= 2, "batch size", recipe.BatchSize, "2 or more: batch norm needs two photos");
        Require(recipe.LearningRate is > 0 and <= 1e30, "learning rate", recipe.LearningRate, "a number above 0 that float32 can hold");
        if (train.Count < 2)
            throw new InputException($"{train.Count} training photos are too few; give at least 2");
        if (validation.Count < 1)
            throw new InputException("there are no validation photos; give at least one");
        if (train.Classes.Count != classes || !train.Classes.SequenceEqual(validation.Classes))
            throw new InputException(
                $"the model has {classes} classes, the training photos {train.Classes.Count} and the validation photos "
                    + $"{validation.Classes.Count}; "
                + "use the same classes for all");
        (Model, Recipe, Train, Validation) = (model, recipe, train, validation);
    }

    /// <summary>What the model is for, as its file says it: <c>classifier</c>, <c>siamese</c> or <c>finegrained</c>.</summary>
    internal abstract string Name { get; }

    /// <summary>The module whose parameters learn and whose state dict is kept.</summary>
    internal nn.Module Model { get; }

    internal StageRecipe Recipe { get; }

    /// <summary>Steps of an epoch; at least 1.</summary>
    internal abstract int StepsPerEpoch { get; }

    /// <summary>Validation accuracy before the first step, where that means something.</summary>
    internal double? ProbeAccuracy { get; private protected set; }

    private protected PhotoSet Train { get; }

    private protected PhotoSet Validation { get; }

    /// <summary>The work before the first step; the model's weights may change.</summary>
    internal virtual void Prepare(CancellationToken cancellation)
    {
        if (Recipe.ChannelsLast)
            ChannelsLast.Convert(Model.parameters());
    }

    /// <summary>Sets what differs from epoch to epoch.</summary>
    internal virtual void Begin(int epoch)
    {
    }

    /// <summary>
    /// The batches of an epoch in order; each is made when it is asked for, and the time that takes counts as waiting for data.
    /// </summary>
    internal abstract IEnumerable<TrainingBatch> Batches(int epoch);

    /// <summary>Forward pass and loss, in training mode.</summary>
    internal abstract StepOutcome Loss(TrainingBatch batch);

    /// <summary>Validation, in evaluation mode, without gradients.</summary>
    internal Score Evaluate()
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        return Measure();
    }

    private protected abstract Score Measure();

    /// <summary>Frees what the objective made; model and photos stay.</summary>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    private static void Require(bool holds, string what, double value, string cure)
    {
        if (!holds)
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"a {what} of {value} cannot be used; choose {cure}"));
    }
}

/// <summary>
/// The result of one forward pass: a single value with a gradient, and the mean distance between the embeddings if there are any.
/// </summary>
internal readonly record struct StepOutcome(Tensor Loss, double? MeanPairwiseDistance = null);

/// <summary>The validation figures of an epoch; the value, of which larger is better, decides the best one.</summary>
internal readonly record struct Score(double Value, SortedDictionary<string, double> Metrics);
