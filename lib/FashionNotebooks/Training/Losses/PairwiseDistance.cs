using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>Distances between the embeddings of a batch.</summary>
public static class PairwiseDistance
{
    /// <summary>Euclidean distances <c>[N, N]</c> of <c>[N, D]</c>; the gradient at distance 0 is 0.</summary>
    // Not by way of a product of matrices: that loses the digits of small distances, and small distances are what miners ask for.
    public static Tensor Euclidean(Tensor embeddings) =>
        cdist(embeddings, embeddings, 2, compute_mode.donot_use_mm_for_euclid_dist);

    /// <summary>
    /// Mean distance over all pairs of different rows of <c>[N, D]</c>, N at least 2. It falls to 0 when an encoder collapses,
    /// while the triplet loss merely stands still at the margin.
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
