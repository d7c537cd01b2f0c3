namespace FashionNotebooks.Training.Losses;

/// <summary>
/// Pulls every photo to all others of its class in the batch and pushes it from the rest (Khosla et al., "Supervised Contrastive Learning",
/// 2020, the form with the sum outside the logarithm).
/// </summary>
/// <param name="temperature">Divides the cosine similarities; above 0. Smaller looks harder at the nearest photos.</param>
public sealed class SupervisedContrastiveLoss(double temperature = 0.1)
    : nn.Module<Tensor, Tensor, Tensor>(nameof(SupervisedContrastiveLoss))
{
    private readonly double temperature = AboveZero.Of(temperature);

    /// <summary>Mean over the photos that have another of their class in the batch; 0 when none has.</summary>
    /// <param name="features"><c>[N, D]</c>, of any length: they are normalised here.</param>
    /// <param name="labels">Int64 <c>[N]</c>.</param>
    public override Tensor forward(Tensor features, Tensor labels)
    {
        using var scope = NewDisposeScope();
        Tensor likeness = BatchPairs.Likeness(features, temperature);                // [N, N]
        Tensor positive = BatchPairs.Same(labels).to(likeness.dtype);                // [N, N]
        Tensor logProbability = likeness.add(likeness.logsumexp(1, keepdim: true), Held.Number(-1));
        Tensor count = positive.sum(1);                                              // [N]
        Tensor perPicture = logProbability.mul(positive).sum(1).div(count.clamp_min(Held.One));
        Tensor anchors = count.gt(Held.Number(0)).to(likeness.dtype);
        Tensor loss = perPicture.mul(anchors).sum().neg().div(anchors.sum().clamp_min(Held.One));
        return loss.MoveToOuterDisposeScope();
    }
}
