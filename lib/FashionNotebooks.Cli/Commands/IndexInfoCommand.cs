using System.CommandLine;
using FashionNotebooks.Postgres;
using FashionNotebooks.Search;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion index info</c>.</summary>
internal static class IndexInfoCommand
{
    public static Command Create()
    {
        var command = new Command("info", "Say what an index holds and which model made it.");
        var index = new Argument<string?>("INDEX") { Description = "The index file, or a catalogue's address: postgres://USER:PASSWORD@HOST:PORT/DATABASE.", Arity = ArgumentArity.ZeroOrOne };
        var option = new Option<string?>("--index") { HelpName = "FILE|ADDRESS", Description = "The same." };
        var json = new Option<bool>("--json") { Description = "Answer with one JSON document on standard output." };
        command.Add(index);
        command.Add(option);
        command.Add(json);
        command.Validators.Add(result =>
        {
            if (result.GetValue(index) is null && result.GetValue(option) is null)
                result.AddError("Give the index file.");
        });
        command.SetAction(line =>
        {
            using ISearchIndex opened = IndexSource.Open(line.GetValue(option) ?? line.GetValue(index)!);
            IndexInfo info = opened.Info;
            new Answer(line.GetValue(json)).Write(info, console =>
                console.Line($"{info.Kind} index, {info.Count} pictures, {info.Dimension} values each, {info.Metric}, made by {info.Model} ({info.ModelSha256[..12]})"));
            return 0;
        });
        return command;
    }
}
