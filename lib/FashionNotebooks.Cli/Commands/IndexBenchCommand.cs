using System.CommandLine;
using System.Globalization;
using FashionNotebooks.Search;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion index bench</c>.</summary>
internal static class IndexBenchCommand
{
    private static readonly string[] Kinds = ["flat", "int8", "hnsw"];

    public static Command Create()
    {
        var command = new Command("bench", "Measure recall against time of the kinds of indexes, on many noisy copies of real embeddings.");
        var source = new Argument<string>("FILE") { Description = "An index, or a file of 'fashion embed': the real embeddings." };
        var count = new Option<int>("--count") { HelpName = "N", Description = "Embeddings to search in.", DefaultValueFactory = _ => 100_000 };
        var queries = new Option<int>("--queries") { HelpName = "N", Description = "Queries.", DefaultValueFactory = _ => 100 };
        count.Validators.Add(ComputeOptions.Positive);
        queries.Validators.Add(ComputeOptions.Positive);
        Option<string[]> kinds = ListOption.Create("--kinds", "LIST", $"Which kinds, with commas (default: {string.Join(',', Kinds)}).");
        kinds.Validators.Add(result =>
        {
            foreach (string name in result.GetValueOrDefault<string[]>() ?? [])
            {
                if (!Kinds.Contains(name))
                    result.AddError($"'{name}' is no kind of index; use {string.Join(", ", Kinds)}.");
            }
        });
        command.Add(source);
        foreach (Option option in (Option[])[count, queries, kinds])
            command.Add(option);
        var compute = new ComputeOptions(command);
        command.SetAction((line, cancellation) =>
        {
            (float[] real, int dimension) = Embeddings(line.GetValue(source)!);
            var benchmark = new IndexBenchmark(
                real, dimension, line.GetValue(count), line.GetValue(queries), compute.Threads(line), seed: (int)compute.Seed(line));
            using var progress = new ProgressLine();
            string[] names = line.GetValue(kinds) is { Length: > 0 } given ? given : Kinds;
            IndexKind[] chosen = [.. names.Select(name => Enum.Parse<IndexKind>(name, ignoreCase: true))];
            IndexBenchmarkReport report = benchmark.Run(chosen, progress.Share("linking"), cancellation);
            progress.Dispose();
            compute.Answer(line).Write(report, console => Show(console, report));
            return Task.FromResult(0);
        });
        return command;
    }

    private static (float[] Values, int Dimension) Embeddings(string file)
    {
        if (SearchIndex.IsIndex(file))
        {
            using LocalIndex index = SearchIndex.Open(file);
            return ([.. Enumerable.Range(0, index.Items.Count).SelectMany(index.Embedding)], index.Dimension);
        }
        CatalogueEmbeddings set = EmbeddingFile.Read([file]);
        return (set.Values, set.Values.Length / set.Items.Count);
    }

    private static void Show(IAnsiConsole console, IndexBenchmarkReport report)
    {
        string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
        var table = new Table().AddColumns("kind", "setting", "recall@10", "ms", "ms in a batch", "build s")
            .Caption($"{report.N} embeddings of {report.Dim} values, {report.Queries} queries, {report.Threads} thread(s); reading all floats takes {Number(report.ReadMilliseconds, "0.000")} ms");
        foreach (IndexBenchmarkRow row in report.Rows)
            table.AddRow(row.Kind, row.Setting, Number(row.RecallAt10, "0.000"), Number(row.Milliseconds, "0.000"), Number(row.BatchMilliseconds, "0.000"), Number(row.BuildSeconds, "0.0"));
        console.Write(table);
    }
}
