using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Softmax and negative log-likelihood of logits <c>[N, C, …]</c> and classes <c>[N, …]</c> or probabilities <c>[N, C, …]</c>.</summary>
public sealed class CrossEntropyLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    /// <summary>Keeps the settings.</summary>
    /// <param name="weight">A weight per class, <c>[C]</c>.</param>
    /// <param name="ignore_index">A class that does not count.</param>
    /// <param name="reduction">Mean, sum or one value per target.</param>
    /// <param name="label_smoothing">Share of the target spread over all classes, 0 to 1.</param>
    public CrossEntropyLoss(
        Tensor? weight = null, long? ignore_index = null, nn.Reduction reduction = nn.Reduction.Mean, double label_smoothing = 0) : base(weight, reduction)
    {
        this.ignore_index = ignore_index;
        this.label_smoothing = label_smoothing;
    }

    /// <summary>A class that does not count, or null.</summary>
    public long? ignore_index { get; }

    /// <summary>Share of the target spread over all classes.</summary>
    public double label_smoothing { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target) =>
        nn.functional.cross_entropy(input, target, weight, ignore_index ?? -100, reduction, label_smoothing);
}
