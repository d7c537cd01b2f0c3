namespace FashionNotebooks.Training.Losses;

/// <summary>Distances between the embeddings of a batch.</summary>
public static class PairwiseDistance
{
    /// <summary>Euclidean distances <c>[N, N]</c> of <c>[N, D]</c>; the gradient at distance 0 is 0.</summary>
    // Not by way of a product of matrices: that loses the digits of small distances, and small distances are what miners ask for.
    public static Tensor Euclidean(Tensor embeddings) =>
        cdist(embeddings, embeddings, 2, compute_mode.donot_use_mm_for_euclid_dist);

    /// <summary>
    /// Mean distance over all pairs of different rows of <c>[N, D]</c>, N at least 2. It falls to 0 when an encoder collapses, while the
    /// triplet loss merely stands still at the margin.
    /// </summary>
    public static double Mean(Tensor embeddings)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        long n = embeddings.shape[0];
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 2, nameof(embeddings));
        return Euclidean(embeddings.to(ScalarType.Float32)).sum().item<float>() / (n * (n - 1));
    }
}

/// <summary>What the losses and miners ask of the pairs of a batch, <c>[N, N]</c> each.</summary>
internal static class BatchPairs
{
    /// <summary>True where i and j have one label and are not the same photo.</summary>
    internal static Tensor Same(Tensor labels)
    {
        using var scope = NewDisposeScope();
        Tensor equal = labels.unsqueeze(1).eq(labels.unsqueeze(0));
        return equal.logical_and(Itself(labels).logical_not()).MoveToOuterDisposeScope();
    }

    /// <summary>True where i and j have different labels.</summary>
    internal static Tensor Different(Tensor labels)
    {
        using Tensor rows = labels.unsqueeze(1), columns = labels.unsqueeze(0);
        return rows.ne(columns);
    }

    /// <summary>
    /// Cosine similarities of the rows of <c>[N, D]</c> over a temperature. A photo is no other of itself: -1e9 keeps it out of a softmax.
    /// </summary>
    internal static Tensor Likeness(Tensor features, double temperature)
    {
        using var scope = NewDisposeScope();
        Tensor unit = nn.functional.normalize(features);
        Tensor similarity = unit.mm(unit.t()).div(Held.Number(temperature));
        return similarity.masked_fill(Itself(features), Held.Number(-1e9)).MoveToOuterDisposeScope();
    }

    private static Tensor Itself(Tensor rows) => eye(rows.shape[0], dtype: ScalarType.Bool, device: rows.device);
}
