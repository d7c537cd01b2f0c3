using System.Numerics.Tensors;
using FashionNotebooks.Photos.Copies;

namespace FashionNotebooks.Evaluation;

/// <summary>Finds groups of photos that a model holds for the same.</summary>
public static class DuplicateSearch
{
    /// <summary>The share of a catalogue in one cluster from which a model rather tells nothing apart.</summary>
    public const double AlarmShare = 0.2;

    // Chosen on 756 drawn photos, without any model: 5 of 8 planted copies reach it and no two garments; at 0.8, 7 and one pair.
    private const double SceneStructure = 0.84;
    private const int SceneOdds = 50;

    /// <summary>
    /// The score from which two photos count as duplicates if they also show one scene, however large the catalogue: what lies where in the
    /// photo speaks against all other garments, so the model need not.
    /// </summary>
    public static double SceneThreshold(PairCalibration calibration) => calibration.CatalogueThreshold(SceneOdds);

    /// <summary>
    /// Linked are copies, which no model need know: the same photo, saved again, mirrored, brighter, turned or cropped a little. A model
    /// that tells garments apart takes away those that it holds for two garments, plain ones alike on one floor. It adds those that it is
    /// sure of in a catalogue of this size, and those it holds for one garment in one scene: the same place, garment and side,
    /// photographed again.
    /// </summary>
    /// <param name="embeddings">Embeddings of <paramref name="photos"/>, in their order.</param>
    /// <param name="calibration">The model's; null for one that tells classes apart.</param>
    /// <returns>Clusters of two photos or more, the surest first.</returns>
    public static IReadOnlyList<DuplicateCluster> Of(
        EmbeddingSet embeddings, PhotoSet photos, PairCalibration? calibration, int threads = 2, CancellationToken cancellation = default)
    {
        DuplicateLink[] copies = [.. PhotoCopies.Find(photos.Count, photos.Photo, threads, cancellation)
            .Select(pair => new DuplicateLink(pair.A, pair.B, PairEvaluation.Cosine(embeddings[pair.A], embeddings[pair.B])))];
        if (calibration is null)
            return Clusters(embeddings, copies);
        double scene = SceneThreshold(calibration), sure = calibration.CatalogueThreshold(Math.Max(1, photos.Count));
        var structures = new ConcurrentDictionary<int, float[]>();
        float[] Structure(int photo) => structures.GetOrAdd(photo, i => new Sketch(photos.Photo(i)).Standardised());
        return Clusters(embeddings, [.. Links(embeddings, Math.Min(scene, sure), threads, cancellation)
            .Where(link => link.Score >= sure || TensorPrimitives.Dot<float>(Structure(link.A), Structure(link.B)) >= SceneStructure)
            .Union(copies.Where(link => calibration.IsSame(link.Score)))]);
    }

    /// <summary>Every two photos are compared; photos that are linked over others are one cluster.</summary>
    /// <param name="threshold">The lowest cosine that links two photos, above -1 and at most 1.</param>
    /// <returns>Clusters of two photos or more, the surest first.</returns>
    public static IReadOnlyList<DuplicateCluster> Of(
        EmbeddingSet embeddings, double threshold, int threads = 2, CancellationToken cancellation = default)
    {
        if (!(threshold is > -1 and <= 1))
            throw new InputException(FormattableString.Invariant(
                $"a threshold of {threshold} cannot be used; choose a number above -1 and at most 1"));
        return Clusters(embeddings, Links(embeddings, threshold, threads, cancellation));
    }

    /// <summary>A number for each of some things, from 0 in their order; those linked, directly or over others, share it.</summary>
    internal static int[] Components(int count, IEnumerable<(int A, int B)> links)
    {
        int[] parent = [.. Enumerable.Range(0, count)];
        int Root(int i)
        {
            while (parent[i] != i)
                i = parent[i] = parent[parent[i]];
            return i;
        }
        foreach (var (a, b) in links)
            parent[Root(a)] = Root(b);
        var numbers = new Dictionary<int, int>();
        foreach (int i in Enumerable.Range(0, count))
            numbers.TryAdd(Root(i), numbers.Count);
        return [.. Enumerable.Range(0, count).Select(i => numbers[Root(i)])];
    }

    private static DuplicateLink[] Links(EmbeddingSet embeddings, double threshold, int threads, CancellationToken cancellation)
    {
        float[][] unit = [.. Enumerable.Range(0, embeddings.Photos.Count).Select(i => Unit(embeddings[i]))];
        float farthest = (float)(2 - (2 * threshold)) + 1e-5f; // a first, quick look; the cosine decides
        var links = new ConcurrentBag<DuplicateLink>();
        Parallel.For(0, unit.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, a =>
        {
            for (int b = a + 1; b < unit.Length; b++)
            {
                if (VectorMath.SquaredDistance(unit[a], unit[b]) > farthest)
                    continue;
                double score = PairEvaluation.Cosine(embeddings[a], embeddings[b]);
                if (score >= threshold)
                    links.Add(new DuplicateLink(a, b, score));
            }
        });
        return [.. links];
    }

    private static IReadOnlyList<DuplicateCluster> Clusters(EmbeddingSet embeddings, DuplicateLink[] links)
    {
        int[] groups = Components(embeddings.Photos.Count, links.Select(link => (link.A, link.B)));
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
        return Array.ConvertAll(vector.ToArray(), value => value * scale);
    }
}

/// <summary>Photos that a model holds for the same.</summary>
/// <param name="Photos">Their places in the catalogue, ascending; at least two.</param>
/// <param name="Links">The pairs that reach the threshold, the most alike first.</param>
public sealed record DuplicateCluster(IReadOnlyList<int> Photos, IReadOnlyList<DuplicateLink> Links);

/// <summary>Two photos, by their places in the catalogue, whose cosine reaches the threshold.</summary>
public readonly record struct DuplicateLink(int A, int B, double Score);
