namespace FashionNotebooks.Training.Miners;

/// <summary>Chooses triplets (anchor, positive, negative) among the photos of a batch.</summary>
public abstract class TripletMiner
{
    internal static TripletMiner Create(TripletSelection selection, double margin) => selection switch
    {
        TripletSelection.All => new AllTriplets(),
        TripletSelection.SemiHard => new SemiHardTriplets(margin),
        TripletSelection.BatchHard => new BatchHardTriplets(),
        _ => new RandomTriplets(),
    };

    /// <summary>Finds triplets; no gradient flows through the choice.</summary>
    /// <param name="embeddings"><c>[N, D]</c>.</param>
    /// <param name="labels">Int64 <c>[N]</c>.</param>
    public Triplets Mine(Tensor embeddings, Tensor labels)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        Tensor distance = PairwiseDistance.Euclidean(embeddings.detach().to(ScalarType.Float32)); // [N, N]
        Tensor same = BatchPairs.Same(labels), different = BatchPairs.Different(labels);
        Tensor chosen = Choose(distance, same, different);                                        // [T, 3]
        Tensor possible = same.sum(1).mul(different.sum(1)).sum();
        return new Triplets(chosen.MoveToOuterDisposeScope(), distance.MoveToOuterDisposeScope(), possible.MoveToOuterDisposeScope());
    }

    /// <summary>Chooses triplets.</summary>
    /// <param name="distance">Euclidean distances <c>[N, N]</c>.</param>
    /// <param name="same">Bool <c>[N, N]</c>: another photo of the same class.</param>
    /// <param name="different">Bool <c>[N, N]</c>: a photo of another class.</param>
    /// <returns>Int64 <c>[T, 3]</c>: anchor, positive, negative.</returns>
    protected abstract Tensor Choose(Tensor distance, Tensor same, Tensor different);

    /// <summary>Bool <c>[N, N, N]</c>: which (anchor, positive, negative) are triplets at all.</summary>
    private protected static Tensor Valid(Tensor same, Tensor different) => same.unsqueeze(2).logical_and(different.unsqueeze(1));

    /// <summary>Rows that can be anchors: they have a positive and a negative. Int64 <c>[A]</c>.</summary>
    private protected static Tensor Candidates(Tensor same, Tensor different) =>
        same.any(1).logical_and(different.any(1)).nonzero().flatten();
}

/// <summary>Every triplet of the batch, easy ones included.</summary>
public sealed class AllTriplets : TripletMiner
{
    protected override Tensor Choose(Tensor distance, Tensor same, Tensor different) => Valid(same, different).nonzero();
}
