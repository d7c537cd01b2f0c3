using System.CommandLine;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion results</c>.</summary>
internal static class ResultsCommand
{
    public static Command Create()
    {
        var command = new Command("results", "Print the results in data/results as a Markdown table, or write them into a text.");
        var folder = new Option<string>("--from") { HelpName = "DIR", Description = "Folder of the JSON files of 'fashion reproduce'.", DefaultValueFactory = _ => Path.Combine("data", "results") };
        var readme = new Option<string?>("--readme") { HelpName = "FILE", Description = "A Markdown file whose table is to be replaced." };
        command.Add(folder);
        command.Add(readme);
        command.SetAction(line =>
        {
            string table = ResultsTable.Markdown(line.GetValue(folder)!);
            if (line.GetValue(readme) is { } file)
                AtomicFile.WriteText(file, ResultsTable.Insert(File.ReadAllText(file), table));
            else
                Console.Out.Write(table);
            return 0;
        });
        return command;
    }
}
