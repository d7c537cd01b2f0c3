using System.CommandLine;
using FashionNotebooks.Search;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion index build</c>.</summary>
internal static class IndexBuildCommand
{
    public static Command Create()
    {
        var command = new Command("build", "Embed a catalogue of pictures and write the index to search in.");
        var model = new Option<string?>("--model") { HelpName = "FILE", Description = "The encoder's (or a classifier's) checkpoint." };
        var catalogue = new Option<string?>("--catalog") { HelpName = "DIR", Description = "Folder of pictures; a picture's folder is its class." };
        Option<string[]> embeddings = ListOption.Create("--embeddings", "FILES", "Files of 'fashion embed' instead of model and catalogue, with commas.");
        var output = new Option<string>("--out") { HelpName = "FILE", Description = "The index file to write.", Required = true };
        var kind = new Option<string>("--kind")
        {
            Description = "How it searches: flat and int8 compare with every picture, flat exactly; hnsw and ivf look at a part; auto chooses by size.",
            DefaultValueFactory = _ => "auto",
        };
        kind.AcceptOnlyFromAmong("auto", "flat", "int8", "hnsw", "ivf");
        foreach (Option option in (Option[])[model, catalogue, embeddings, output, kind])
            command.Add(option);
        command.Validators.Add(result =>
        {
            bool files = result.GetValue(embeddings) is { Length: > 0 }, whole = result.GetValue(model) is not null && result.GetValue(catalogue) is not null;
            if (files ? result.GetValue(model) is not null || result.GetValue(catalogue) is not null : !whole)
                result.AddError("Give --model and --catalog, or --embeddings alone.");
        });
        var compute = new ComputeOptions(command);
        command.SetAction((line, cancellation) =>
        {
            string path = line.GetValue(output)!;
            using var progress = new ProgressLine();
            CatalogueEmbeddings set;
            if (line.GetValue(embeddings) is { Length: > 0 } files)
            {
                set = EmbeddingFile.Read(files);
                AtomicFile.RequirePlace(path);
            }
            else
            {
                compute.Apply(line);
                set = Embed(line.GetValue(model)!, line.GetValue(catalogue)!, path, progress, cancellation);
            }
            IndexKind wanted = Enum.Parse<IndexKind>(line.GetValue(kind)!, ignoreCase: true);
            if (wanted == IndexKind.Auto)
                Answer.Note($"the kind is {SearchIndex.Choose(set.Items.Count).Why}");
            var options = new IndexBuildOptions { Kind = wanted, Seed = (int)compute.Seed(line), Threads = compute.Threads(line) };
            using LocalIndex index = SearchIndex.Build(set.Values, set.Items, set.Model, options, progress.Share("linking"), cancellation);
            index.Save(path);
            compute.Answer(line).Write(index.Info, console =>
                console.Line($"wrote {path}: {index.Info.Count} pictures, {index.Info.Dimension} values each, kind {index.Info.Kind}"));
            return Task.FromResult(0);
        });
        return command;
    }

    private static CatalogueEmbeddings Embed(string model, string catalogue, string output, ProgressLine progress, CancellationToken cancellation)
    {
        using var engine = VisualSearchEngine.Load(model);
        if (engine.HasCatalogue)
            throw new InputException($"'{model}' is an index and not a model; give the checkpoint");
        AtomicFile.RequirePlace(output);
        CatalogueEmbeddings set = engine.EmbedPictures(catalogue, progress.Load("decoding"), cancellation);
        Problems.Note(engine.Problems, []);
        return set;
    }
}
