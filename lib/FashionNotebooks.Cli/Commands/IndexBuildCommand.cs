using System.CommandLine;
using FashionNotebooks.Search;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion index build</c>.</summary>
internal static class IndexBuildCommand
{
    public static Command Create()
    {
        var command = new Command("build", "Embed a catalogue of pictures and write the index to search in.");
        var model = new Option<string>("--model") { HelpName = "FILE", Description = "The encoder's (or a classifier's) checkpoint.", Required = true };
        var catalogue = new Option<string>("--catalog") { HelpName = "DIR", Description = "Folder of pictures; a picture's folder is its class.", Required = true };
        var output = new Option<string>("--out") { HelpName = "FILE", Description = "The index file to write.", Required = true };
        var kind = new Option<string>("--kind") { Description = "How it searches: flat is exact; auto chooses by size.", DefaultValueFactory = _ => "auto" };
        kind.AcceptOnlyFromAmong("auto", "flat");
        foreach (Option option in (Option[])[model, catalogue, output, kind])
            command.Add(option);
        var compute = new ComputeOptions(command);
        command.SetAction((line, cancellation) =>
        {
            compute.Apply(line);
            using var engine = VisualSearchEngine.Load(line.GetValue(model)!);
            if (engine.HasCatalogue)
                throw new InputException($"'{line.GetValue(model)}' is an index and not a model; give the checkpoint");
            AtomicFile.RequirePlace(line.GetValue(output)!);
            using var progress = new ProgressLine();
            FlatIndex index = engine.Embed(line.GetValue(catalogue)!, progress.Load("decoding"), cancellation);
            progress.Dispose();
            Problems.Note(engine.Problems, []);
            index.Save(line.GetValue(output)!);
            compute.Answer(line).Write(index.Info, console =>
                console.Line($"wrote {line.GetValue(output)}: {index.Info.Count} pictures, {index.Info.Dimension} values each, kind {index.Info.Kind}"));
            return Task.FromResult(0);
        });
        return command;
    }
}
