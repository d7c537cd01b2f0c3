using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>What all miners share: distances, masks, and the figures about the choice.</summary>
public abstract class TripletMiner : ITripletMiner
{
    /// <summary>The miner of a name.</summary>
    internal static TripletMiner Create(TripletSelection selection, double margin) => selection switch
    {
        TripletSelection.All => new AllTriplets(),
        TripletSelection.SemiHard => new SemiHardTriplets(margin),
        TripletSelection.BatchHard => new BatchHardTriplets(),
        _ => new RandomTriplets(),
    };

    /// <inheritdoc/>
    public Triplets Mine(Tensor embeddings, Tensor labels)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(labels);
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        Tensor distance = PairwiseDistance.Euclidean(embeddings.detach().to(ScalarType.Float32)); // [N, N]
        Tensor same = PairMasks.Same(labels);
        Tensor different = PairMasks.Different(labels);
        Tensor chosen = Choose(distance, same, different);                                        // [T, 3]
        long possible = same.sum(1).mul(different.sum(1)).sum().item<long>();
        return Describe(distance, chosen, possible);
    }

    /// <summary>Chooses triplets.</summary>
    /// <param name="distance">Euclidean distances <c>[N, N]</c>.</param>
    /// <param name="same">Bool <c>[N, N]</c>: another picture of the same class.</param>
    /// <param name="different">Bool <c>[N, N]</c>: a picture of another class.</param>
    /// <returns>Int64 <c>[T, 3]</c>: anchor, positive, negative.</returns>
    protected abstract Tensor Choose(Tensor distance, Tensor same, Tensor different);

    /// <summary>Bool <c>[N, N, N]</c>: which (anchor, positive, negative) are triplets at all.</summary>
    protected static Tensor Valid(Tensor same, Tensor different)
    {
        ArgumentNullException.ThrowIfNull(same);
        ArgumentNullException.ThrowIfNull(different);
        return same.unsqueeze(2).logical_and(different.unsqueeze(1));
    }

    /// <summary>Rows that can be anchors: they have a positive and a negative. Int64 <c>[A]</c>.</summary>
    protected static Tensor Anchors(Tensor same, Tensor different)
    {
        ArgumentNullException.ThrowIfNull(same);
        ArgumentNullException.ThrowIfNull(different);
        return same.any(1).logical_and(different.any(1)).nonzero().flatten();
    }

    private static Triplets Describe(Tensor distance, Tensor chosen, long possible)
    {
        if (chosen.shape[0] == 0)
            return new Triplets([], [], [], new MinerStatistics(0, possible, double.NaN, double.NaN, double.NaN));
        Tensor anchor = chosen.select(1, 0), positive = chosen.select(1, 1), negative = chosen.select(1, 2);
        long n = distance.shape[0];
        Tensor flat = distance.flatten();
        Tensor toPositive = flat.index_select(0, anchor.mul(n).add(positive));
        Tensor toNegative = flat.index_select(0, anchor.mul(n).add(negative));
        var statistics = new MinerStatistics(
            (int)chosen.shape[0], possible, toPositive.mean().item<float>(), toNegative.mean().item<float>(),
            toNegative.lt(toPositive).to(ScalarType.Float32).mean().item<float>());
        return new Triplets(Values(anchor), Values(positive), Values(negative), statistics);
    }

    private static long[] Values(Tensor column) => column.cpu().contiguous().data<long>().ToArray();
}
