namespace FashionNotebooks.Training.Miners;

/// <summary>Rows of a batch that form triplets, where the batch was computed.</summary>
public sealed class Triplets
{
    private readonly Tensor chosen; // [T, 3]
    private readonly Tensor distance; // [N, N]
    private readonly Tensor possible;

    internal Triplets(Tensor chosen, Tensor distance, Tensor possible) =>
        (this.chosen, this.distance, this.possible) = (chosen, distance, possible);

    /// <summary>Row of each anchor, int64 <c>[T]</c>.</summary>
    public Tensor Anchors => chosen.select(1, 0);

    /// <summary>Row of another photo of the anchor's class, int64 <c>[T]</c>.</summary>
    public Tensor Positives => chosen.select(1, 1);

    /// <summary>Row of a photo of another class, int64 <c>[T]</c>.</summary>
    public Tensor Negatives => chosen.select(1, 2);

    /// <summary>Number of triplets.</summary>
    public int Count => (int)chosen.shape[0];

    /// <summary>Figures about the choice.</summary>
    public MinerStatistics Statistics
    {
        get
        {
            using var scope = NewDisposeScope();
            if (Count == 0)
                return new(0, possible.item<long>(), double.NaN, double.NaN, double.NaN);
            Tensor flat = distance.flatten(), row = Anchors.mul(Held.Number(distance.shape[0]));
            Tensor toPositive = flat.index_select(0, row.add(Positives, Held.One)); // [T]
            Tensor toNegative = flat.index_select(0, row.add(Negatives, Held.One)); // [T]
            return new(
                Count, possible.item<long>(), toPositive.mean().item<float>(), toNegative.mean().item<float>(),
                toNegative.lt(toPositive).to(ScalarType.Float32).mean().item<float>());
        }
    }
}

/// <summary>What a miner saw in one batch. Means are NaN when no triplet was found.</summary>
/// <param name="Found">Triplets chosen.</param>
/// <param name="Possible">Triplets the batch holds: every anchor with every other photo of its class and every photo of another.</param>
/// <param name="MeanPositiveDistance">Mean distance from anchor to positive over the chosen triplets.</param>
/// <param name="MeanNegativeDistance">Mean distance from anchor to negative over the chosen triplets.</param>
/// <param name="Violating">Share of the chosen triplets whose negative is nearer than the positive, in [0, 1].</param>
public sealed record MinerStatistics(int Found, long Possible, double MeanPositiveDistance, double MeanNegativeDistance, double Violating);
