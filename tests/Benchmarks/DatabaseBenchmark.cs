using System.Diagnostics;
using System.Globalization;
using FashionNotebooks.Postgres;
using FashionNotebooks.Search;

namespace FashionNotebooks.Benchmarks;

/// <summary>A catalogue of noisy copies of real embeddings in a database, held against the exact index in memory.</summary>
internal static class DatabaseBenchmark
{
    private const int QueryCount = 200, K = 10;

    /// <summary>Pushes, searches, filters, links and pulls.</summary>
    /// <param name="options">A file of <c>fashion embed</c> or an index, an address with an unused schema, and how many embeddings.</param>
    public static async Task Run(string[] options)
    {
        (float[] real, int dimension) = Real(options[0]);
        var address = PostgresAddress.Parse(options[1]);
        int count = options.Length > 2 ? int.Parse(options[2], CultureInfo.InvariantCulture) : 100_000;
        float[] queries = NoisyEmbeddings.Draw(real, dimension, QueryCount, 1);
        CataloguePhoto[] items = [.. Enumerable.Range(0, count)
            .Select(i => new CataloguePhoto($"/catalogue/{i % 10}/{i}.jpg", $"class {i % 10}", $"{i:x64}", $"sender {i % 100}"))];
        using FlatIndex file = FlatIndex.Build(
            NoisyEmbeddings.Draw(real, dimension, count, 2), items, new IndexModel("none", new string('0', 64)));
        Console.WriteLine($"{count} embeddings of {dimension} values, {QueryCount} queries, {K} results, one connection");

        PushReport report = await Timed("push", () => CataloguePush.Run(file, address, IndexKind.Flat));
        Console.WriteLine($"  {report.Sent} sent, {report.Index.Count} there");
        report = await Timed("push again", () => CataloguePush.Run(file, address, IndexKind.Flat));
        Console.WriteLine($"  {report.Sent} sent, {report.Unchanged} unchanged");
        using (PostgresIndex flat = await Timed("open", () => Task.FromResult(PostgresIndex.Open(address))))
            await Compare("flat", file, flat, queries);
        await Timed("link (hnsw)", () => CataloguePush.Run(file, address, IndexKind.Hnsw));
        using PostgresIndex graph = PostgresIndex.Open(address);
        await Compare("hnsw", file, graph, queries);
        EmbeddingSet pulled = await Timed("pull", () => Task.FromResult(graph.Read()));
        bool same = pulled.Photos.SequenceEqual(file.Photos)
            && Enumerable.Range(0, count).All(i => pulled.Vectors.AsSpan(i * dimension, dimension).SequenceEqual(file.Embedding(i)));
        Console.WriteLine($"  every value and name the same: {same}");
    }

    private static async Task Compare(string name, FlatIndex file, PostgresIndex database, float[] queries)
    {
        foreach (var (label, filter) in ((string, PhotoFilter)[])[
            ("all", new()), ("one class of ten", new() { Classes = ["class 3"] }),
            ("one sender of a hundred", new() { Senders = ["sender 7"] })])
        {
            IReadOnlyList<SearchResult>[] expected = file.SearchMany(queries, K, filter: filter);
            database.SearchMany(queries.AsSpan(0, file.Dimension), K, filter: filter);
            var clock = Stopwatch.StartNew();
            IReadOnlyList<SearchResult>[] found = await Task.Run(() => database.SearchMany(queries, K, filter: filter));
            double milliseconds = clock.Elapsed.TotalMilliseconds / QueryCount;
            double recall = expected.Zip(found, (e, f) => e.Select(r => r.Path).Intersect(f.Select(r => r.Path)).Count())
                .Sum() / (double)(QueryCount * K);
            int equal = expected.Zip(found, (e, f) => e.Select(r => r.Path).SequenceEqual(f.Select(r => r.Path))).Count(same => same);
            Console.WriteLine($"  {name}, {label}: recall@{K} {recall:0.0000}, same list in {equal} of {QueryCount} queries, "
                + $"{milliseconds:0.00} ms a query");
        }
    }

    private static async Task<T> Timed<T>(string what, Func<Task<T>> work)
    {
        var clock = Stopwatch.StartNew();
        T result = await work();
        Console.WriteLine($"{what}: {clock.Elapsed.TotalSeconds:0.0} s");
        return result;
    }

    private static (float[] Values, int Dimension) Real(string file)
    {
        if (!SearchIndex.IsIndex(file))
        {
            EmbeddingSet set = EmbeddingFile.Read([file]);
            return (set.Vectors, set.Dimension);
        }
        using LocalIndex index = SearchIndex.Open(file);
        return ([.. Enumerable.Range(0, index.Photos.Count).SelectMany(index.Embedding)], index.Dimension);
    }
}
