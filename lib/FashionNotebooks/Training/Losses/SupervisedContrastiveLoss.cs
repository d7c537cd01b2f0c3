namespace FashionNotebooks.Training.Losses;

/// <summary>
/// Pulls every photo to all others of its class in the batch and pushes it from the rest (Khosla et al., "Supervised Contrastive Learning",
/// 2020, the form with the sum outside the logarithm).
/// </summary>
public sealed class SupervisedContrastiveLoss : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly double temperature;

    /// <param name="temperature">Divides the cosine similarities; above 0. Smaller looks harder at the nearest photos.</param>
    public SupervisedContrastiveLoss(double temperature = 0.1)
        : base(nameof(SupervisedContrastiveLoss))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        this.temperature = temperature;
    }

    /// <summary>Mean over the photos that have another of their class in the batch; 0 when none has.</summary>
    /// <param name="features"><c>[N, D]</c>, of any length: they are normalised here.</param>
    /// <param name="labels">Int64 <c>[N]</c>.</param>
    public override Tensor forward(Tensor features, Tensor labels)
    {
        using var scope = NewDisposeScope();
        Tensor unit = nn.functional.normalize(features);
        Tensor similarity = unit.mm(unit.t()).div(Held.Number(temperature));                  // [N, N]
        Tensor self = eye(features.shape[0], dtype: ScalarType.Bool, device: features.device);
        Tensor positive = PairMasks.Same(labels).to(similarity.dtype);               // [N, N]
        // A photo is no candidate for itself: its own similarity leaves the denominator.
        Tensor others = similarity.masked_fill(self, Held.Number(-1e9));
        Tensor logProbability = similarity.add(others.logsumexp(1, keepdim: true), Held.Number(-1));
        Tensor count = positive.sum(1);                                              // [N]
        Tensor perPicture = logProbability.mul(positive).sum(1).div(count.clamp_min(Held.One));
        Tensor anchors = count.gt(Held.Number(0)).to(similarity.dtype);
        Tensor loss = perPicture.mul(anchors).sum().neg().div(anchors.sum().clamp_min(Held.One));
        return loss.MoveToOuterDisposeScope();
    }
}
