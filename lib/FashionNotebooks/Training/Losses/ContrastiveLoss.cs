namespace FashionNotebooks.Training.Losses;

/// <summary>
/// Over all pairs of a batch: <c>d²</c> for two photos of one class, <c>max(0, margin − d)²</c> for two of different classes (Hadsell et
/// al., "Dimensionality Reduction by Learning an Invariant Mapping", 2006).
/// </summary>
/// <param name="margin">Distance beyond which different classes no longer repel; above 0.</param>
public sealed class ContrastiveLoss(double margin = 1) : nn.Module<Tensor, Tensor, Tensor>(nameof(ContrastiveLoss))
{
    private readonly double margin = AboveZero.Of(margin);

    /// <summary>Mean over the pairs of one class plus mean over the pairs of two; a kind without pairs counts 0.</summary>
    /// <param name="embeddings"><c>[N, D]</c>.</param>
    /// <param name="labels">Int64 <c>[N]</c>.</param>
    public override Tensor forward(Tensor embeddings, Tensor labels)
    {
        using var scope = NewDisposeScope();
        Tensor distance = PairwiseDistance.Euclidean(embeddings);  // [N, N]
        Tensor same = BatchPairs.Same(labels).to(distance.dtype);
        Tensor different = BatchPairs.Different(labels).to(distance.dtype);
        Tensor pull = distance.pow(Held.Number(2)).mul(same).sum().div(same.sum().clamp_min(Held.One));
        Tensor tooNear = distance.neg().add(Held.Number(margin), Held.One).clamp_min(Held.Number(0));  // [N, N]
        Tensor push = tooNear.pow(Held.Number(2)).mul(different).sum().div(different.sum().clamp_min(Held.One));
        return pull.add(push, Held.One).MoveToOuterDisposeScope();
    }
}
