namespace FashionNotebooks.Cli.Commands;

internal static class ResultsCommand
{
    public static Command Create()
    {
        var command = new CliCommand("results", "Print the results in data/results as Markdown tables, or write them into a text.");
        var folder = command.WithDefault(
            "--from", "DIR", "Folder of the JSON files of 'fashion reproduce' and 'fashion crossvalidate'.",
            Path.Combine("data", "results"));
        var readme = command.Optional("--readme", "FILE", "A Markdown file whose tables are to be replaced.");
        return command.Runs(line =>
        {
            IReadOnlyList<MarkdownTable> tables = ResultsTables.Of(ResultsFolder.Read(line.Get(folder)));
            if (line.Get(readme) is { } file)
                AtomicFile.WriteText(file, tables.Aggregate(File.ReadAllText(file), (text, table) => table.InsertInto(text)));
            else
                Console.Out.Write(string.Join('\n', tables.Select(table => $"{table}").Where(text => text.Length > 0)));
        });
    }
}
