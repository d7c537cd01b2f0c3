using System.Collections.Concurrent;
using FashionNotebooks.Search;

namespace FashionNotebooks.Evaluation;

/// <summary>Finds groups of pictures that a model holds for the same.</summary>
public static class DuplicateSearch
{
    /// <summary>The threshold for a model without calibration. An encoder of classes finds most things of a class alike, so only almost equal pictures count.</summary>
    public const double UsualThreshold = 0.995;

    /// <summary>Every two pictures are compared; pictures that are linked over others are one cluster.</summary>
    /// <param name="pictures">Embeddings; lengths do not matter.</param>
    /// <param name="threshold">The lowest cosine that links two pictures, above -1 and at most 1.</param>
    /// <param name="threads">Threads to compare with.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Clusters of two pictures or more, the surest first.</returns>
    public static IReadOnlyList<DuplicateCluster> Of(EmbeddingSet pictures, double threshold, int threads = 2, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (!(threshold is > -1 and <= 1))
            throw new InputException(FormattableString.Invariant($"a threshold of {threshold} cannot be used; choose a number above -1 and at most 1"));
        float[][] unit = [.. Enumerable.Range(0, pictures.Items.Count).Select(i => Unit(pictures[i]))];
        float farthest = (float)(2 - (2 * threshold)) + 1e-5f; // a first, quick look; the cosine decides
        var links = new ConcurrentBag<DuplicateLink>();
        Parallel.For(0, unit.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, a =>
        {
            for (int b = a + 1; b < unit.Length; b++)
            {
                if (VectorMath.SquaredDistance(unit[a], unit[b]) <= farthest && PairEvaluation.Cosine(pictures[a], pictures[b]) is double score && score >= threshold)
                    links.Add(new DuplicateLink(a, b, score));
            }
        });
        int[] groups = Components.Of(unit.Length, links.Select(link => (link.A, link.B)));
        return [.. from link in links
                   group link by groups[link.A] into cluster
                   let all = cluster.OrderByDescending(link => link.Score).ThenBy(link => link.A).ThenBy(link => link.B).ToArray()
                   orderby all[^1].Score descending, all[0].A
                   select new DuplicateCluster([.. all.SelectMany(link => new[] { link.A, link.B }).Distinct().Order()], all)];
    }

    private static float[] Unit(ReadOnlySpan<float> vector)
    {
        double length = 0;
        foreach (float value in vector)
            length += (double)value * value;
        float scale = length > 0 ? (float)(1 / Math.Sqrt(length)) : 0;
        float[] unit = vector.ToArray();
        for (int i = 0; i < unit.Length; i++)
            unit[i] *= scale;
        return unit;
    }
}
