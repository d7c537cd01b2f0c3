using System.CommandLine;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion results</c>.</summary>
internal static class ResultsCommand
{
    public static Command Create()
    {
        var command = new Command("results", "Print the results in data/results as Markdown tables, or write them into a text.");
        var folder = new Option<string>("--from") { HelpName = "DIR", Description = "Folder of the JSON files of 'fashion reproduce' and 'fashion crossvalidate'.", DefaultValueFactory = _ => Path.Combine("data", "results") };
        var readme = new Option<string?>("--readme") { HelpName = "FILE", Description = "A Markdown file whose tables are to be replaced." };
        command.Add(folder);
        command.Add(readme);
        command.SetAction(line =>
        {
            IReadOnlyList<MarkdownTable> tables = ResultsTables.Of(ResultsFolder.Read(line.GetValue(folder)!));
            if (line.GetValue(readme) is { } file)
                AtomicFile.WriteText(file, tables.Aggregate(File.ReadAllText(file), (text, table) => table.InsertInto(text)));
            else
                Console.Out.Write(string.Join('\n', tables.Select(table => table.ToString()).Where(text => text.Length > 0)));
            return 0;
        });
        return command;
    }
}
