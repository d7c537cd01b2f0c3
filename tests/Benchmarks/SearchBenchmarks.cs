using System.Globalization;
using System.Runtime.InteropServices;
using FashionNotebooks.Search;

namespace FashionNotebooks.Benchmarks;

/// <summary>One query among many: exact search, in floats and in 8 bits, against FAISS's IndexFlatL2 and against only reading the floats.</summary>
internal static class SearchBenchmarks
{
    private const int QueryCount = 64, K = 10, Repetitions = 20;

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
            Comparison.Run($"One query among {count} embeddings of {dimension} values", rounds, Repetitions,
                Search("ours, floats", FlatIndex.Build(rows, items, nobody), queries, threads),
                Search("ours, int8", Int8Index.Build(rows, items, nobody), queries, threads),
                new LocalRunner("only reading the floats", () => ReadLoop.Sum(rows)),
                new PeerRunner("FAISS IndexFlatL2", "search_peer.py", [file, $"{dimension}", $"{threads}", $"{QueryCount}"]));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static LocalRunner Search(string name, LocalIndex index, float[] queries, int threads)
    {
        int asked = 0;
        return new LocalRunner(name, () => index.SearchMany(queries.AsSpan(asked++ % QueryCount * index.Dimension, index.Dimension), K, threads), index.Dispose);
    }
}
