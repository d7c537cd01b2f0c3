namespace FashionNotebooks.Cli.Commands;

internal static class ResultsCommand
{
    public static Command Create()
    {
        var command = new CliCommand("results", "Print the results in data/results as Markdown tables, or write them into a text.");
        var folder = command.WithDefault(
            "--from", "DIR", "Folder of the JSON files of 'fashion reproduce' and 'fashion crossvalidate'.",
            Path.Combine("data", "results"));
        var readme = command.Optional("--readme", "FILE", "A Markdown file; the tables that it has marks for are replaced.");
        return command.Runs(line =>
        {
            ResultsFolder results = ResultsFolder.Read(line.Get(folder));
            if (line.Get(readme) is not { } file)
                Console.Out.Write(string.Join('\n', ResultsTables.Of(results).Select(table => $"{table}").Where(text => text.Length > 0)));
            else if (File.Exists(file))
                AtomicFile.WriteText(file, ResultsTables.WriteInto(File.ReadAllText(file), results));
            else
                throw new InputException($"there is no file '{file}' whose tables could be replaced; check the path");
        });
    }
}
