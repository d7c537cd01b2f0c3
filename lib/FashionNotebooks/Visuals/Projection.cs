namespace FashionNotebooks.Visuals;

/// <summary>Maps of long vectors that can be drawn: same input, same map.</summary>
public static class Projection
{
    /// <summary>
    /// The directions in which the vectors differ most (Pearson, "On Lines and Planes of Closest Fit", 1901). The sign of each direction is
    /// free; here the part of the direction with the largest size is positive.
    /// </summary>
    /// <exception cref="ArgumentException">Another shape, too many directions, or a value that is not finite.</exception>
    public static double[,] Pca(Tensor vectors, int dimensions = 2)
    {
        CheckVectors(vectors);
        if (dimensions < 1 || dimensions > Math.Min(vectors.shape[0], vectors.shape[1]))
            throw new ArgumentOutOfRangeException(nameof(dimensions),
                $"{vectors.shape[0]} vectors of {vectors.shape[1]} values have no {dimensions} principal directions");
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        Tensor rows = vectors.cpu().to_type(ScalarType.Float64);
        Tensor centred = rows - rows.mean([0L], keepdim: true);                 // [N, D]
        (Tensor left, Tensor sizes, Tensor directions) = linalg.svd(centred, fullMatrices: false); // [N, K], [K], [K, D]
        Tensor signs = directions.gather(1, directions.abs().argmax(1, keepdim: true)).sign().squeeze(1); // [K]
        Tensor map = left.mul(sizes.mul(signs)).narrow(1, 0, dimensions);                                 // [N, dimensions]
        return (double[,])map.contiguous().data<double>().ToNDArray();
    }

    /// <summary>
    /// A map in the plane that keeps near vectors near; far distances and the sizes of groups mean little (van der Maaten and Hinton,
    /// "Visualizing Data using t-SNE", 2008). The exact form: time grows with N² for each iteration; it starts from PCA.
    /// </summary>
    /// <exception cref="ArgumentException">Another shape, a value that is not finite, or too few vectors for the perplexity.</exception>
    public static double[,] TSne(Tensor vectors, double perplexity = 30, int iterations = 500, int seed = 0,
        CancellationToken cancellation = default)
    {
        CheckVectors(vectors);
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        long count = vectors.shape[0];
        if (!(perplexity >= 1 && perplexity < count))
            throw new ArgumentOutOfRangeException(nameof(perplexity),
                $"a perplexity of {perplexity} does not suit {count} vectors; choose 1 to {Math.Max(1, (count - 1) / 3)}");
        double[] distances = SquaredDistances(vectors);
        double[,] start = Pca(vectors, (int)Math.Min(2, vectors.shape[1]));
        var map = new NeighbourMap(distances, start, perplexity, seed);
        map.Run(iterations, cancellation);
        return map.Points();
    }

    /// <summary>Row-major <c>[N, N]</c>.</summary>
    internal static double[] SquaredDistances(Tensor vectors)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        Tensor rows = vectors.cpu().to_type(ScalarType.Float64);
        // Without the matrix product, whose rounding gives equal vectors a distance.
        Tensor distances = cdist(rows, rows, 2, compute_mode.donot_use_mm_for_euclid_dist);
        return distances.mul(distances).contiguous().data<double>().ToArray();
    }

    private static void CheckVectors(Tensor vectors)
    {
        if (vectors.dim() != 2 || vectors.shape[0] < 2 || vectors.shape[1] < 1)
            throw new ArgumentException($"vectors have the shape [N, D] with at least two rows, not [{string.Join(", ", vectors.shape)}]",
                nameof(vectors));
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        if (!vectors.to_type(ScalarType.Float64).isfinite().all().item<bool>())
            throw new ArgumentException("a vector holds a value that is not finite; look at the training that made it", nameof(vectors));
    }
}
