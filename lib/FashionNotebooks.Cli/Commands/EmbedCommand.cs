using System.CommandLine;
using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Search;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion embed</c>.</summary>
internal static class EmbedCommand
{
    public static Command Create()
    {
        var command = new Command("embed", "Write the embeddings of a folder of pictures as safetensors: 'embeddings' [n, d], paths in the metadata.");
        var model = new Option<string>("--model") { HelpName = "FILE", Description = "The encoder's (or a classifier's) checkpoint.", Required = true };
        var images = new Option<string>("--images") { HelpName = "DIR", Description = "Folder of pictures, with or without folders inside.", Required = true };
        var output = new Option<string>("--out") { HelpName = "FILE", Description = "The file to write.", Required = true };
        command.Add(model);
        command.Add(images);
        command.Add(output);
        var shard = new Option<Shard>("--shard")
        {
            Description = "Only part I of N, in the order of the paths, as in 2/4.",
            HelpName = "I/N",
            CustomParser = Shard.Parse,
            DefaultValueFactory = _ => Shard.Whole,
        };
        command.Add(shard);
        var compute = new ComputeOptions(command);
        command.SetAction((line, cancellation) =>
        {
            compute.Apply(line);
            using var trained = TrainedModel.Load(line.GetValue(model)!);
            AtomicFile.RequirePlace(line.GetValue(output)!);
            using var progress = new ProgressLine();
            using PhotoSet photos = Photos.LoadAny(line.GetValue(images)!, line.GetValue(shard), trained, compute.Threads(line), progress, cancellation);
            progress.Dispose();
            Matrix rows = trained.Predictor.Embed(photos.Pixels, cancellation);
            var set = new CatalogueEmbeddings(rows.Values, [.. photos.Items.Select(IndexItem.Of)], IndexModel.Of(Path.GetFullPath(trained.Path)));
            EmbeddingFile.Write(line.GetValue(output)!, set);
            var document = new { file = line.GetValue(output), n = rows.Count, dim = rows.Columns };
            compute.Answer(line).Write(document, console => console.Line($"wrote {document.n} embeddings of {document.dim} values to {document.file}"));
            return Task.FromResult(0);
        });
        return command;
    }
}
