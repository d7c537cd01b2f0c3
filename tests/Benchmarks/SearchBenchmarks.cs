using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Cloud.Unum.USearch;
using FashionNotebooks.Checkpoints;
using FashionNotebooks.Search;

namespace FashionNotebooks.Benchmarks;

/// <summary>
/// One query among many. Exact: in floats and in 8 bits, against FAISS's IndexFlatL2 and against only reading the floats. By a graph:
/// against FAISS's IndexHNSWFlat with as many links, each as narrow as finds 99 % of the ten nearest, against USearch's own search of the
/// same graph, and against exact search.
/// </summary>
internal static class SearchBenchmarks
{
    private const int QueryCount = 1000, K = 10;
    private const int GraphRepetitions = 200; // the first after a pause are slow: a host may have taken the pages of a guest that waits
    private const int LibraryBreadth = 64; // that an opened graph of USearch has
    private const double Enough = 0.99;

    /// <summary>Runs on noisy copies of real embeddings.</summary>
    /// <param name="threads">Threads of both sides; reading takes one.</param>
    /// <param name="rounds">Alternating rounds.</param>
    /// <param name="graphs">Graphs instead of exact search.</param>
    /// <param name="options">A file of <c>fashion embed</c>, then how many embeddings to search in, once or more.</param>
    public static void Run(int threads, int rounds, bool graphs, string[] options)
    {
        EmbeddingSet real = EmbeddingFile.Read([options[0]]);
        int dimension = real.Dimension;
        foreach (string given in options[1..])
        {
            int count = int.Parse(given, CultureInfo.InvariantCulture);
            float[] queries = NoisyEmbeddings.Draw(real.Vectors, dimension, QueryCount, 1);
            float[] rows = NoisyEmbeddings.Draw(real.Vectors, dimension, count, 2);
            string file = Path.GetTempFileName();
            try
            {
                File.WriteAllBytes(file, [.. MemoryMarshal.AsBytes(queries.AsSpan()), .. MemoryMarshal.AsBytes(rows.AsSpan())]);
                var data = new Data(rows, queries, dimension, threads, file);
                if (graphs)
                    Graphs(data, rounds);
                else
                    Exact(data, rounds);
            }
            finally
            {
                File.Delete(file);
            }
        }
    }

    private static void Exact(Data data, int rounds)
    {
        LocalIndex floats = data.Build(IndexKind.Flat), codes = data.Build(IndexKind.Int8);
        double recall = data.Recall(floats, codes);
        IReadOnlyList<double>[] times = Comparison.Run(data.Title, rounds, Math.Clamp(2_000_000 / data.Count, 20, 200),
            data.Search("ours, floats", floats),
            data.Search("ours, int8", codes),
            new LocalRunner("only reading the floats", () => ReadLoop.Sum(data.Rows)),
            data.Peer("FAISS IndexFlatL2", "flat"));
        string ratio = Comparison.Ratio(times[0], times[1]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  floats take {ratio} the time of int8, whose recall@{K} is {recall:0.0000} (n = {QueryCount} queries)"));
    }

    private static void Graphs(Data data, int rounds)
    {
        LocalIndex floats = data.Build(IndexKind.Flat);
        using Process process = Process.GetCurrentProcess();
        TimeSpan start = process.TotalProcessorTime; // others may keep the machine busy
        var graph = (HnswIndex)data.Build(IndexKind.Hnsw);
        process.Refresh();
        double seconds = (process.TotalProcessorTime - start).TotalSeconds, recall = 0;
        for (graph.Breadth = 8; (recall = data.Recall(floats, graph)) < Enough && graph.Breadth < 1024;)
            graph.Breadth += 8;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"ours: linked in {seconds:0.0} s of processor time, recall@{K} {recall:0.0000} with {graph.Breadth} in view (n = "
                + $"{QueryCount} queries)"));
        IReadOnlyList<double>[] times = Comparison.Run(data.Title, rounds, GraphRepetitions,
            data.Search("ours, floats", floats),
            data.Search("ours, graph", graph, graph.Breadth),
            data.Search($"ours, {LibraryBreadth} in view", graph, LibraryBreadth),
            data.Library($"USearch, the same graph, {LibraryBreadth} in view", graph),
            data.Peer("FAISS IndexHNSWFlat", "hnsw"));
        Console.WriteLine($"  floats take {Comparison.Ratio(times[0], times[1])} the time of the graph, "
            + $"USearch {Comparison.Ratio(times[3], times[2])} ours with as many in view");
    }

    private sealed record Data(float[] Rows, float[] Queries, int Dimension, int Threads, string File)
    {
        public int Count => Rows.Length / Dimension;

        public string Title => $"One query among {Count} embeddings of {Dimension} values";

        public LocalIndex Build(IndexKind kind)
        {
            CataloguePhoto[] items = [.. Enumerable.Range(0, Count).Select(i => new CataloguePhoto($"{i}", ""))];
            return SearchIndex.Build(new(Rows, items), new() { Kind = kind });
        }

        public double Recall(LocalIndex exact, LocalIndex index) => exact.SearchMany(Queries, K).Zip(
            index.SearchMany(Queries, K), (e, f) => e.Select(r => r.Path).Intersect(f.Select(r => r.Path)).Count()).Average() / K;

        public LocalRunner Search(string name, LocalIndex index) =>
            Ask(name, query => index.SearchMany(query, K, threads: Threads), index.Dispose);

        public LocalRunner Search(string name, HnswIndex index, int breadth) => Ask(name, query =>
        {
            index.Breadth = breadth;
            index.SearchMany(query, K, threads: Threads);
        }, index.Dispose);

        public LocalRunner Library(string name, HnswIndex index)
        {
            string file = Path.GetTempFileName();
            index.Save(file);
            System.IO.File.WriteAllBytes(file, SafeTensorsFile.Read(file).Tensors.First(tensor => tensor.Name == "graph").Bytes.ToArray());
            var graph = new USearchIndex(file, false);
            System.IO.File.Delete(file);
            return Ask(name, query => graph.Search(query, K, out ulong[] _, out float[] _), graph.Dispose);
        }

        private LocalRunner Ask(string name, Action<float[]> search, Action dispose)
        {
            float[][] queries = [.. Queries.Chunk(Dimension)];
            int asked = 0;
            return new LocalRunner(name, () => search(queries[asked++ % QueryCount]), dispose);
        }

        public PeerRunner Peer(string name, string kind) =>
            new(name, "search_peer.py", [File, $"{Dimension}", $"{Threads}", $"{QueryCount}", kind]);
    }
}
