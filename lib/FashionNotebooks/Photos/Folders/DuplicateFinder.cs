using System.Collections.Concurrent;

namespace FashionNotebooks.Photos.Folders;

/// <summary>Compares every picture with every other: the layouts first, and the structure of the few that agree.</summary>
internal static class DuplicateFinder
{
    private const float MinCoarse = 0.85f;

    /// <summary>Pairs (i, j), i below j, whose structures correlate by at least <paramref name="threshold"/>.</summary>
    internal static List<(int First, int Second, double Similarity)> Near(IReadOnlyList<PhotoSignature> pictures, double threshold, int threads)
    {
        var found = new ConcurrentBag<(int First, int Second, double Similarity)>();
        Parallel.For(0, pictures.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            PhotoSignature one = pictures[i];
            for (int j = i + 1; j < pictures.Count; j++)
            {
                if (one.Coarse(pictures[j]) >= MinCoarse && one.Fine(pictures[j]) is float similarity && similarity >= threshold)
                    found.Add((i, j, similarity));
            }
        });
        return [.. found.OrderBy(p => p.First).ThenBy(p => p.Second)];
    }
}
