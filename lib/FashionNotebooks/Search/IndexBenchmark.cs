using System.Diagnostics;

namespace FashionNotebooks.Search;

/// <summary>Measures indexes over the same embeddings with the same queries, which are noisy copies of real embeddings too.</summary>
public sealed class IndexBenchmark
{
    private const int K = 10;
    private static readonly int[] Breadths = [16, 32, 64, 128, 256];
    private readonly EmbeddingSet set;
    private readonly float[] queries;
    private readonly int threads, rounds, seed;
    private readonly HashSet<string>[] nearest;

    /// <summary>Draws embeddings and queries, and finds the true neighbours.</summary>
    /// <param name="real">Row-major [m, dimension].</param>
    /// <param name="dimension">Values in an embedding.</param>
    /// <param name="count">Embeddings to draw.</param>
    /// <param name="queryCount">Queries to draw.</param>
    /// <param name="rounds">How often every query is asked.</param>
    /// <param name="seed">Of embeddings, queries and indexes.</param>
    public IndexBenchmark(float[] real, int dimension, int count, int queryCount = 100, int threads = 1, int rounds = 5, int seed = 42)
    {
        (this.threads, this.rounds, this.seed) = (threads, rounds, seed);
        set = new(NoisyEmbeddings.Draw(real, dimension, count, seed), NoisyEmbeddings.Photos(count));
        queries = NoisyEmbeddings.Draw(real, dimension, queryCount, seed + 1);
        using LocalIndex exact = SearchIndex.Build(set, new() { Kind = IndexKind.Flat });
        nearest = [.. exact.SearchMany(queries, Math.Min(K, count), threads: Environment.ProcessorCount)
            .Select(results => results.Select(result => result.Path).ToHashSet())];
    }

    /// <summary>Builds and measures an index of each kind, none of them <see cref="IndexKind.Auto"/>.</summary>
    /// <param name="progress">Told the share of each graph that is built.</param>
    /// <param name="cancellation">Stops between searches.</param>
    public IndexBenchmarkReport Run(
        IEnumerable<IndexKind> kinds, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var rows = new List<IndexBenchmarkRow>();
        foreach (IndexKind kind in kinds)
        {
            var watch = Stopwatch.StartNew();
            var options = new IndexBuildOptions { Kind = kind, Seed = seed };
            using LocalIndex index = SearchIndex.Build(set, options, progress, cancellation);
            double seconds = Math.Round(watch.Elapsed.TotalSeconds, 2);
            if (index is not HnswIndex graph)
            {
                rows.Add(Measure(index, "", seconds, cancellation));
                continue;
            }
            foreach (int breadth in Breadths)
            {
                graph.Breadth = breadth;
                rows.Add(Measure(graph, $"breadth {breadth}", seconds, cancellation));
            }
        }
        double reading = Median(() => ReadLoop.Sum(set.Vectors));
        return new IndexBenchmarkReport(set.Photos.Count, set.Dimension, nearest.Length, threads, reading, rows);
    }

    private IndexBenchmarkRow Measure(LocalIndex index, string setting, double seconds, CancellationToken cancellation)
    {
        int k = Math.Min(K, set.Photos.Count), n = nearest.Length;
        IReadOnlyList<SearchResult>[] results = index.SearchMany(queries, k, threads: threads);
        double found = results.Zip(nearest, (mine, truth) => mine.Count(result => truth.Contains(result.Path))).Sum();
        double one = Median(() =>
        {
            for (int i = 0; i < n; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                index.SearchMany(queries.AsSpan(i * set.Dimension, set.Dimension), k, threads: threads);
            }
        });
        double batch = Median(() => index.SearchMany(queries, k, threads: threads));
        return new IndexBenchmarkRow(index.Kind, setting, seconds, found / (n * k), one / n, batch / n);
    }

    private double Median(Action work)
    {
        var times = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            times[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        return times[rounds / 2];
    }
}

/// <summary>Recall against time for kinds of indexes over the same embeddings.</summary>
/// <param name="Dim">Values in an embedding.</param>
/// <param name="Queries">Queries, none of them in the index.</param>
/// <param name="ReadMilliseconds">To read the bytes of all embeddings once and add them up, on one thread: no search that
/// compares all floats can be faster.</param>
public sealed record IndexBenchmarkReport(
    int N, int Dim, int Queries, int Threads, double ReadMilliseconds, IReadOnlyList<IndexBenchmarkRow> Rows);

/// <summary>One index with one setting in a benchmark.</summary>
/// <param name="Kind">How it searches.</param>
/// <param name="Setting">What was set for the search, as <c>breadth 64</c>; empty when there is nothing to set.</param>
/// <param name="BuildSeconds">Seconds to build the index.</param>
/// <param name="RecallAt10">Share of the ten nearest that were among the ten results.</param>
/// <param name="Milliseconds">For one query, the median of rounds.</param>
/// <param name="BatchMilliseconds">For one query when all are asked at once, the median of rounds.</param>
public sealed record IndexBenchmarkRow(
    string Kind,
    string Setting,
    double BuildSeconds,
    [property: JsonPropertyName("recall_at_10")] double RecallAt10,
    double Milliseconds,
    double BatchMilliseconds);

/// <summary>
/// Makes many embeddings of a few real ones, for measuring: each is a real one plus Gaussian noise as long as the way to that one's nearest
/// neighbour. Random points would not do: they have no neighbourhoods, and every index fails on them alike.
/// </summary>
public static class NoisyEmbeddings
{
    /// <summary>Draws embeddings, row-major [count, dimension]; the same seed gives the same ones.</summary>
    /// <param name="real">Row-major [m, dimension], at least two different rows.</param>
    /// <exception cref="InputException">All rows are equal.</exception>
    public static float[] Draw(float[] real, int dimension, int count, int seed)
    {
        if ((long)count * dimension > Array.MaxLength)
            throw new InputException($"{count} embeddings of {dimension} numbers are more than an array holds; take fewer");
        float[] lengths = NearestDistances(real, dimension);
        var random = new Random(seed);
        var drawn = new float[count * dimension];
        for (int i = 0; i < count; i++)
        {
            int row = random.Next(lengths.Length);
            double deviation = lengths[row] / Math.Sqrt(dimension);
            for (int d = 0; d < dimension; d++)
                drawn[i * dimension + d] = (float)(real[row * dimension + d] + deviation * Gaussian(random));
        }
        return drawn;
    }

    internal static CataloguePhoto[] Photos(int count) => [.. Enumerable.Range(0, count).Select(i => new CataloguePhoto($"{i}", ""))];

    /// <summary>From each row to the nearest one that is not equal to it.</summary>
    private static float[] NearestDistances(float[] real, int dimension)
    {
        int count = real.Length / dimension;
        using FlatIndex index = FlatIndex.Build(real, Photos(count), IndexModel.Unknown);
        IReadOnlyList<SearchResult>[] found = index.SearchMany(real, Math.Min(8, count));
        float[] nearest = [.. found.Select(results => (float)(results.FirstOrDefault(r => r.Distance > 0)?.Distance ?? 0))];
        return nearest.Any(distance => distance > 0)
            ? nearest
            : throw new InputException("all embeddings are equal, so neighbours have no distance; take embeddings of different photos");
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

/// <summary>Reads values and does next to nothing with them: no exact search of the same bytes on one thread can be faster.</summary>
public static class ReadLoop
{
    /// <summary>The sum of the values, in four sums, so that no addition waits for another; a few values at the end are left out.</summary>
    public static float Sum(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(values);
        Vector<float> a = default, b = default, c = default, d = default;
        for (int i = 0; i + 4 <= wide.Length; i += 4)
        {
            a += wide[i];
            b += wide[i + 1];
            c += wide[i + 2];
            d += wide[i + 3];
        }
        return Vector.Sum(a + b + c + d);
    }
}
