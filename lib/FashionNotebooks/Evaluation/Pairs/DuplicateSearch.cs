using System.Collections.Concurrent;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Search;

namespace FashionNotebooks.Evaluation;

/// <summary>Finds groups of pictures that a model holds for the same.</summary>
public static class DuplicateSearch
{
    /// <summary>The threshold for a model without calibration. An encoder of classes finds most things of a class alike, so only almost equal pictures count.</summary>
    public const double UsualThreshold = 0.995;

    // Chosen on a sample wardrobe of 10,800 pictures: 79 of 108 planted copies, no false cluster of 90; on another 77, and 3 of 87.
    private const double SceneStructure = 0.88;
    private const int SceneOdds = 50;

    /// <summary>
    /// The score from which two pictures count as duplicates if they also show one scene, however large the catalogue: what lies where in
    /// the picture speaks against all other garments, so the model need not.
    /// </summary>
    /// <param name="calibration">The model's.</param>
    public static double SceneThreshold(PairCalibration calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        return calibration.CatalogueThreshold(SceneOdds);
    }

    /// <summary>
    /// Every two pictures are compared; linked are those that the model is sure of in a catalogue of this size, and those it holds for one
    /// garment in one scene: the same place, garment and side, photographed again or changed a little.
    /// </summary>
    /// <param name="pictures">Embeddings of <paramref name="photos"/>, in their order.</param>
    /// <param name="photos">The pictures.</param>
    /// <param name="calibration">The model's.</param>
    /// <param name="threads">Threads to compare with.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Clusters of two pictures or more, the surest first.</returns>
    public static IReadOnlyList<DuplicateCluster> Of(
        EmbeddingSet pictures, PhotoSet photos, PairCalibration calibration, int threads = 2, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(photos);
        double scene = SceneThreshold(calibration), sure = calibration.CatalogueThreshold(Math.Max(1, photos.Count));
        var signatures = new ConcurrentDictionary<int, PhotoSignature>();
        PhotoSignature Signature(int picture) => signatures.GetOrAdd(picture, i => PhotoSignature.Of(photos.Photo(i)));
        return Clusters(pictures, [.. Links(pictures, Math.Min(scene, sure), threads, cancellation)
            .Where(link => link.Score >= sure || Signature(link.A).Fine(Signature(link.B)) >= SceneStructure)]);
    }

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
        return Clusters(pictures, Links(pictures, threshold, threads, cancellation));
    }

    private static DuplicateLink[] Links(EmbeddingSet pictures, double threshold, int threads, CancellationToken cancellation)
    {
        int count = pictures.Items.Count, dimension = pictures.Dimension;
        float[] unit = UnitLength(pictures); // [n, D]
        float farthest = (float)(2 - (2 * threshold)) + 1e-5f; // a first, quick look; the cosine decides
        var links = new ConcurrentBag<DuplicateLink>();
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, a =>
        {
            ReadOnlySpan<float> row = unit.AsSpan(a * dimension, dimension);
            for (int b = a + 1; b < count; b++)
            {
                if (VectorMath.SquaredDistance(row, unit.AsSpan(b * dimension, dimension)) <= farthest
                    && PairEvaluation.Cosine(pictures[a], pictures[b]) is double score && score >= threshold)
                    links.Add(new DuplicateLink(a, b, score));
            }
        });
        return [.. links];
    }

    private static IReadOnlyList<DuplicateCluster> Clusters(EmbeddingSet pictures, DuplicateLink[] links)
    {
        int[] groups = Components.Of(pictures.Items.Count, links.Select(link => (link.A, link.B)));
        return [.. from link in links
                   group link by groups[link.A] into cluster
                   let all = cluster.OrderByDescending(link => link.Score).ThenBy(link => link.A).ThenBy(link => link.B).ToArray()
                   orderby all[^1].Score descending, all[0].A
                   select new DuplicateCluster([.. all.SelectMany(link => new[] { link.A, link.B }).Distinct().Order()], all)];
    }

    private static float[] UnitLength(EmbeddingSet pictures)
    {
        float[] unit = [.. pictures.Vectors];
        foreach (int i in Enumerable.Range(0, pictures.Items.Count))
        {
            Span<float> row = unit.AsSpan(i * pictures.Dimension, pictures.Dimension);
            double length = 0;
            foreach (float value in row)
                length += (double)value * value;
            float scale = length > 0 ? (float)(1 / Math.Sqrt(length)) : 0;
            foreach (ref float value in row)
                value *= scale;
        }
        return unit;
    }
}

/// <summary>Pictures that a model holds for the same.</summary>
/// <param name="Pictures">Their places in the catalogue, ascending; at least two.</param>
/// <param name="Links">The pairs that reach the threshold, the most alike first.</param>
public sealed record DuplicateCluster(IReadOnlyList<int> Pictures, IReadOnlyList<DuplicateLink> Links);

/// <summary>Two pictures that reach the threshold.</summary>
/// <param name="A">Place of the first in the catalogue.</param>
/// <param name="B">Place of the second.</param>
/// <param name="Score">Cosine of their embeddings.</param>
public readonly record struct DuplicateLink(int A, int B, double Score);
