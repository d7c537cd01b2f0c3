using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>What differs between the stages: their batches, their loss, their score. <see cref="TrainingLoop"/> has the rest.</summary>
internal abstract class TrainingStage
{
    /// <summary><c>classifier</c> or <c>siamese</c>.</summary>
    internal abstract string Name { get; }

    /// <summary>The module whose parameters learn and whose state dict is kept.</summary>
    internal abstract nn.Module Model { get; }

    /// <summary>The settings.</summary>
    internal abstract StageRecipe Recipe { get; }

    /// <summary>Steps of an epoch; at least 1.</summary>
    internal abstract int StepsPerEpoch { get; }

    /// <summary>The batches of an epoch in order; each is made when it is asked for, and the time that takes counts as waiting for data.</summary>
    internal abstract IEnumerable<TrainingBatch> Batches(int epoch);

    /// <summary>Forward pass and loss, in training mode.</summary>
    internal abstract StepOutcome Loss(TrainingBatch batch);

    /// <summary>Validation, in evaluation mode, without gradients.</summary>
    internal abstract StageScore Evaluate();
}
