using System.Globalization;
using System.Runtime.InteropServices;
using FashionNotebooks.Search;

namespace FashionNotebooks.Benchmarks;

/// <summary>One query among many: exact search, in floats and in 8 bits, against FAISS's IndexFlatL2 and against only reading the floats.</summary>
internal static class SearchBenchmarks
{
    private const int QueryCount = 200, K = 10;

    /// <summary>Runs on noisy copies of real embeddings.</summary>
    /// <param name="threads">Threads of both sides; reading takes one.</param>
    /// <param name="rounds">Alternating rounds.</param>
    /// <param name="options">A file of <c>fashion embed</c>, then how many embeddings to search in, once or more.</param>
    public static void Run(int threads, int rounds, string[] options)
    {
        CatalogueEmbeddings real = EmbeddingFile.Read([options[0]]);
        int dimension = real.Values.Length / real.Items.Count;
        foreach (string count in options[1..])
            Run(threads, rounds, real.Values, dimension, int.Parse(count, CultureInfo.InvariantCulture));
    }

    private static void Run(int threads, int rounds, float[] real, int dimension, int count)
    {
        float[] queries = NoisyEmbeddings.Draw(real, dimension, QueryCount, 1), rows = NoisyEmbeddings.Draw(real, dimension, count, 2);
        IndexItem[] items = [.. Enumerable.Range(0, count).Select(i => new IndexItem($"{i}", ""))];
        var nobody = new IndexModel("", "");
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, [.. MemoryMarshal.AsBytes(queries.AsSpan()), .. MemoryMarshal.AsBytes(rows.AsSpan())]);
            FlatIndex floats = FlatIndex.Build(rows, items, nobody);
            Int8Index codes = Int8Index.Build(rows, items, nobody);
            double recall = Recall(floats.SearchMany(queries, K), codes.SearchMany(queries, K));
            IReadOnlyList<double>[] times = Comparison.Run($"One query among {count} embeddings of {dimension} values", rounds, Math.Clamp(2_000_000 / count, 20, 200),
                Search("ours, floats", floats, queries, threads),
                Search("ours, int8", codes, queries, threads),
                new LocalRunner("only reading the floats", () => ReadLoop.Sum(rows)),
                new PeerRunner("FAISS IndexFlatL2", "search_peer.py", [file, $"{dimension}", $"{threads}", $"{QueryCount}"]));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  floats take {Comparison.Ratio(times[0], times[1])} the time of int8, whose recall@{K} is {recall:0.0000} (n = {QueryCount} queries)"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static double Recall(IReadOnlyList<SearchResult>[] exact, IReadOnlyList<SearchResult>[] found) =>
        exact.Zip(found, (e, f) => e.Select(r => r.Path).Intersect(f.Select(r => r.Path)).Count()).Average() / K;

    private static LocalRunner Search(string name, LocalIndex index, float[] queries, int threads)
    {
        int asked = 0;
        return new LocalRunner(name, () => index.SearchMany(queries.AsSpan(asked++ % QueryCount * index.Dimension, index.Dimension), K, threads), index.Dispose);
    }
}
