using System.CommandLine;
using FashionNotebooks.Search;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion index build</c>.</summary>
internal static class IndexBuildCommand
{
    private static readonly string[] Kinds = ["auto", "flat", "int8", "hnsw"];

    public static Command Create()
    {
        var command = new Command("build", "Embed a catalogue of pictures and write the index to search in.");
        var model = new Option<string?>("--model") { HelpName = "FILE", Description = "The encoder's (or a classifier's) checkpoint." };
        var catalogue = new Option<string?>("--catalog") { HelpName = "DIR", Description = "Folder of pictures; a picture's folder is its class." };
        Option<string[]> embeddings = ListOption.Create("--embeddings", "FILES", "Files of 'fashion embed' instead of model and catalogue, with commas.");
        var output = new Option<string>("--out") { HelpName = "FILE", Description = "The index file to write.", Required = true };
        Option<string> kind = KindOption();
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
            IndexBuildOptions options = Options(line.GetValue(kind)!, set.Items.Count) with { Seed = (int)compute.Seed(line), Threads = compute.Threads(line) };
            Answer.Note($"indexing {set.Items.Count} pictures");
            using LocalIndex index = SearchIndex.Build(set.Values, set.Items, set.Model, options, progress.Share("linking"), cancellation);
            index.Save(path);
            compute.Answer(line).Write(index.Info, console => console.Line(Wrote(path, index.Info)));
            return Task.FromResult(0);
        });
        return command;
    }

    /// <summary>The option that says how an index is to search.</summary>
    internal static Option<string> KindOption()
    {
        var kind = new Option<string>("--kind")
        {
            Description = "How it searches: flat and int8 compare with every picture, flat exactly; hnsw looks at a part; auto chooses by size.",
            DefaultValueFactory = _ => "auto",
        };
        kind.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is var name && !Kinds.Contains(name))
                result.AddError(name == "ivf"
                    ? "The kind ivf (inverted lists) is no longer there; use hnsw for a large catalogue, or flat, int8 or auto."
                    : $"'{name}' is no kind of index; use {string.Join(", ", Kinds)}.");
        });
        kind.CompletionSources.Add(Kinds);
        return kind;
    }

    /// <summary>The option's kind, with a note of what auto chose.</summary>
    internal static IndexBuildOptions Options(string kind, int pictures)
    {
        var options = new IndexBuildOptions { Kind = Enum.Parse<IndexKind>(kind, ignoreCase: true) };
        if (options.Kind == IndexKind.Auto)
            Answer.Note($"the kind is {SearchIndex.Choose(pictures).Why}");
        return options;
    }

    /// <summary>What a person is told of a new index.</summary>
    internal static string Wrote(string path, IndexInfo info) => $"wrote {path}: {info.Count} pictures, {info.Dimension} values each, kind {info.Kind}";

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
