using System.CommandLine;
using FashionNotebooks.Search;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion index export</c>.</summary>
internal static class IndexExportCommand
{
    public static Command Create()
    {
        var command = new Command("export", "Write an index as a flat one of FAISS; ids are places in the list of pictures.");
        var source = new Argument<string>("INDEX") { Description = "The index file, of any kind." };
        var target = new Argument<string>("FILE") { Description = "The file to write, for faiss.read_index." };
        var json = new Option<bool>("--json") { Description = "Answer with one JSON document on standard output." };
        command.Add(source);
        command.Add(target);
        command.Add(json);
        command.SetAction(line =>
        {
            string path = line.GetValue(target)!;
            using LocalIndex index = SearchIndex.Open(line.GetValue(source)!);
            FaissFile.Write(path, index);
            string type = FaissFile.IndexName(index.Metric);
            new Answer(line.GetValue(json)).Write(new { file = path, type, count = index.Items.Count, dim = index.Dimension },
                console => console.Line($"wrote {path}: {type}, {index.Items.Count} vectors of {index.Dimension} values"));
            return 0;
        });
        return command;
    }
}
