namespace FashionNotebooks.Cli.Commands;

internal static class IndexBenchCommand
{
    private static readonly string[] kinds = ["flat", "int8", "hnsw"];

    public static Command Create()
    {
        var command = new CliCommand(
            "bench", "Measure recall against time of the kinds of indexes, on many noisy copies of real embeddings.");
        var source = command.Argument("FILE", "An index, or a file of 'fashion embed': the real embeddings.");
        var count = command.Count("--count", "Embeddings to search in.", 100_000);
        var queries = command.Count("--queries", "Queries.", 100);
        var chosen = command.List("--kinds", "LIST", $"Which kinds, with commas (default: {string.Join(',', kinds)}).", kinds);
        return command.Computes(engine: false, action: line =>
        {
            (float[] real, int dimension) = Embeddings(line.Get(source));
            var benchmark = new IndexBenchmark(real, dimension, line.Get(count), line.Get(queries), line.Threads, seed: (int)line.Seed);
            string[] names = line.Get(chosen) is { Length: > 0 } given ? given : kinds;
            IndexKind[] measured = [.. names.Select(name => Enum.Parse<IndexKind>(name, ignoreCase: true))];
            IndexBenchmarkReport report = benchmark.Run(measured, line.Progress.Share("linking"), line.Cancellation);
            line.Answer(report, console => Show(console, report));
        });
    }

    private static (float[] Values, int Dimension) Embeddings(string file)
    {
        if (SearchIndex.IsIndex(file))
        {
            using LocalIndex index = SearchIndex.Open(file);
            return ([.. Enumerable.Range(0, index.Photos.Count).SelectMany(index.Embedding)], index.Dimension);
        }
        EmbeddingSet set = EmbeddingFile.Read([file]);
        return (set.Vectors, set.Dimension);
    }

    private static void Show(IAnsiConsole console, IndexBenchmarkReport report)
    {
        var table = new Table().AddColumns("kind", "setting", "recall@10", "ms", "ms in a batch", "build s").Caption(
            $"{report.N} embeddings of {report.Dim} values, {report.Queries} queries, {report.Threads} thread(s); "
            + $"reading all floats takes {report.ReadMilliseconds:0.000} ms");
        foreach (IndexBenchmarkRow row in report.Rows)
            table.AddRow(row.Kind, row.Setting, $"{row.RecallAt10:0.000}", $"{row.Milliseconds:0.000}", $"{row.BatchMilliseconds:0.000}",
                $"{row.BuildSeconds:0.0}");
        console.Write(table);
    }
}
