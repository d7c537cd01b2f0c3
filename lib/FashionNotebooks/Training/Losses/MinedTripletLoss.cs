namespace FashionNotebooks.Training.Losses;

/// <summary>
/// Triplet margin loss <c>max(0, d(a, p) − d(a, n) + margin)</c> over the triplets that a miner finds in a batch (Schroff et al.,
/// "FaceNet", 2015), as the mean over those that still violate the margin: averaging in the zeros would let easy triplets hide the hard
/// ones.
/// </summary>
/// <param name="miner">Chooses the triplets.</param>
/// <param name="margin">How much farther the negative has to be; above 0.</param>
public sealed class MinedTripletLoss(TripletMiner miner, double margin)
    : nn.Module<Tensor, Tensor, Tensor>(nameof(MinedTripletLoss))
{
    private readonly TripletMiner miner = miner ?? throw new ArgumentNullException(nameof(miner));
    private readonly double margin = AboveZero.Of(margin);

    /// <summary>Loss over <c>[N, D]</c> embeddings with Int64 labels <c>[N]</c>; 0, with a gradient of 0, without a triplet.</summary>
    public override Tensor forward(Tensor embeddings, Tensor labels)
    {
        using var scope = NewDisposeScope();
        Triplets triplets = miner.Mine(embeddings, labels);
        if (triplets.Count == 0)
            return embeddings.sum().mul(Held.Number(0)).MoveToOuterDisposeScope();
        Tensor each = nn.functional.triplet_margin_loss(
            embeddings.index_select(0, triplets.Anchors), embeddings.index_select(0, triplets.Positives),
            embeddings.index_select(0, triplets.Negatives), margin, reduction: nn.Reduction.None);  // [T]
        Tensor active = each.gt(Held.Number(0)).to(each.dtype);
        return each.sum().div(active.sum().clamp_min(Held.One)).MoveToOuterDisposeScope();
    }
}
