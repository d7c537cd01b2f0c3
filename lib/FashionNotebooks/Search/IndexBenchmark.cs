using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace FashionNotebooks.Search;

/// <summary>Measures indexes over the same embeddings with the same queries, which are noisy copies of real embeddings too.</summary>
public sealed class IndexBenchmark
{
    private const int K = 10;
    private readonly float[] values, queries;
    private readonly int dimension, threads, rounds, seed;
    private readonly IndexItem[] items;
    private readonly HashSet<string>[] nearest;

    /// <summary>Draws embeddings and queries, and finds the true neighbours.</summary>
    /// <param name="real">Row-major [m, dimension].</param>
    /// <param name="dimension">Values in an embedding.</param>
    /// <param name="count">Embeddings to draw.</param>
    /// <param name="queryCount">Queries to draw.</param>
    /// <param name="threads">Threads that search.</param>
    /// <param name="rounds">How often every query is asked.</param>
    /// <param name="seed">Of embeddings, queries and indexes.</param>
    public IndexBenchmark(float[] real, int dimension, int count, int queryCount = 100, int threads = 1, int rounds = 5, int seed = 42)
    {
        (this.dimension, this.threads, this.rounds, this.seed) = (dimension, threads, rounds, seed);
        values = NoisyEmbeddings.Draw(real, dimension, count, seed);
        queries = NoisyEmbeddings.Draw(real, dimension, queryCount, seed + 1);
        items = [.. Enumerable.Range(0, count).Select(i => new IndexItem($"{i}", ""))];
        using FlatIndex exact = FlatIndex.Build(values, items, Nobody);
        nearest = [.. exact.SearchMany(queries, Math.Min(K, count), Environment.ProcessorCount).Select(Paths)];
    }

    private static IndexModel Nobody => new("", new string('0', 64));

    /// <summary>Builds and measures an index of each kind.</summary>
    /// <param name="kinds">Kinds, none of them <see cref="IndexKind.Auto"/>.</param>
    /// <param name="progress">Told the share of each graph that is built.</param>
    /// <param name="cancellation">Stops between searches.</param>
    public IndexBenchmarkReport Run(
        IEnumerable<IndexKind> kinds, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        var rows = new List<IndexBenchmarkRow>();
        foreach (IndexKind kind in kinds)
        {
            var watch = Stopwatch.StartNew();
            var options = new IndexBuildOptions { Kind = kind, Seed = seed, Threads = threads };
            using LocalIndex index = SearchIndex.Build(values, items, Nobody, options, progress, cancellation);
            double seconds = watch.Elapsed.TotalSeconds;
            foreach ((string setting, Action set) in Settings(index))
            {
                set();
                rows.Add(Measure(index, setting, seconds, cancellation));
            }
        }
        double reading = Median(() => ReadLoop.Sum(values));
        return new IndexBenchmarkReport(items.Length, dimension, queries.Length / dimension, threads, reading, rows);
    }

    private static IEnumerable<(string Name, Action Set)> Settings(LocalIndex index) => index switch
    {
        HnswIndex graph => ((int[])[16, 32, 64, 128, 256]).Select(
            breadth => ($"breadth {breadth}", (Action)(() => graph.Breadth = breadth))),
        _ => [("", () => { })],
    };

    private IndexBenchmarkRow Measure(LocalIndex index, string setting, double seconds, CancellationToken cancellation)
    {
        int k = Math.Min(K, items.Length), n = nearest.Length;
        IReadOnlyList<SearchResult>[] results = index.SearchMany(queries, k, threads);
        double found = results.Zip(nearest, (mine, truth) => mine.Count(result => truth.Contains(result.Path))).Sum();
        double one = Median(() =>
        {
            for (int i = 0; i < n; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                index.SearchMany(queries.AsSpan(i * dimension, dimension), k, threads);
            }
        });
        double batch = Median(() => index.SearchMany(queries, k, threads));
        return new IndexBenchmarkRow(index.Kind, setting, Math.Round(seconds, 2), found / (n * k), one / n, batch / n);
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

    private static HashSet<string> Paths(IReadOnlyList<SearchResult> results) => [.. results.Select(r => r.Path)];
}

/// <summary>Recall against time for kinds of indexes over the same embeddings.</summary>
/// <param name="N">Embeddings.</param>
/// <param name="Dim">Values in an embedding.</param>
/// <param name="Queries">Queries, none of them in the index.</param>
/// <param name="Threads">Threads that searched.</param>
/// <param name="ReadMilliseconds">To read the bytes of all embeddings once and add them up, on one thread: no search that
/// compares all floats can be faster.</param>
/// <param name="Rows">The indexes.</param>
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
