using FashionNotebooks.Postgres;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion index build|info|export|push|pull</c>: a catalogue as a file, for FAISS and in a database.</summary>
internal static class IndexCommands
{
    private const string Address = "postgres://USER:PASSWORD@HOST:PORT/DATABASE";

    public static Command Build()
    {
        var command = new CliCommand("build", "Embed a catalogue of pictures and write the index to search in.");
        var model = command.Optional("--model", "FILE", "The encoder's (or a classifier's) checkpoint.");
        var catalogue = command.Optional("--catalog", "DIR", "Folder of pictures; a picture's folder is its class.");
        var embeddings = command.List("--embeddings", "FILES", "Files of 'fashion embed' instead of model and catalogue, with commas.");
        var output = command.Required("--out", "FILE", "The index file to write.", output: true);
        var kind = KindOption(command);
        command.Refuse(
            line => line.GetValue(embeddings) is { Length: > 0 }
                ? line.GetValue(model) is not null || line.GetValue(catalogue) is not null
                : line.GetValue(model) is null || line.GetValue(catalogue) is null,
            "Give --model and --catalog, or --embeddings alone.");
        return command.Computes(engine: false, action: line =>
        {
            EmbeddingSet set = line.Get(embeddings) is { Length: > 0 } files
                ? EmbeddingFile.Read(files)
                : Embed(line, line.Get(model)!, line.Get(catalogue)!);
            Answer.Note($"indexing {set.Photos.Count} pictures");
            Write(line, set, line.Get(kind), line.Get(output));
        });
    }

    public static Command Info()
    {
        var command = new CliCommand("info", "Say what an index holds and which model made it.");
        var index = command.OptionalArgument("INDEX", $"The index file, or a catalogue's address: {Address}.");
        var option = command.Optional("--index", "FILE|ADDRESS", "The same.");
        command.Refuse(line => line.GetValue(index) is null && line.GetValue(option) is null, "Give the index file.");
        return command.Answers(line =>
        {
            using SearchIndex opened = IndexSource.Open(line.Get(option) ?? line.Get(index)!);
            IndexInfo info = opened.Info;
            line.Answer(info, console => console.Line(
                $"{info.Kind} index, {info.Count} pictures, {info.Dimension} values each, {info.Metric}, made by {info.Model} "
                    + $"({info.ModelSha256[..12]})"));
        });
    }

    public static Command Export()
    {
        var command = new CliCommand("export", "Write an index as a flat one of FAISS; ids are places in the list of pictures.");
        var source = command.Argument("INDEX", "The index file, of any kind.");
        var target = command.Argument("FILE", "The file to write, for faiss.read_index.", output: true);
        return command.Answers(line =>
        {
            string file = line.Get(target);
            using LocalIndex index = SearchIndex.Open(line.Get(source));
            Invocation.RequireForeign(file, index, index.Model.Beside(line.Get(source)));
            FaissFile.Write(file, index);
            string type = FaissFile.IndexName(index.Metric);
            line.Answer(
                new { file, type, count = index.Photos.Count, dim = index.Dimension },
                console => console.Line($"wrote {file}: {type}, {index.Photos.Count} vectors of {index.Dimension} values"));
        });
    }

    public static Command Push()
    {
        var command = new CliCommand(
            "push", "Write an index into a PostgreSQL database with pgvector; after a stop it goes on where it was.");
        var source = command.Argument("FILE", "The index, or a file of 'fashion embed'.");
        var target = command.Argument("ADDRESS", $"{Address}; the password may come from PGPASSWORD.");
        var kind = command.FirstOf(
            "--kind", "How the database is to search: flat compares with every picture, hnsw walks through a graph; auto chooses by size.",
            "auto", "flat", "hnsw");
        return command.Answers(line =>
        {
            PostgresAddress address = PostgresAddress.Parse(line.Get(target));
            using LocalIndex index = OpenIndexOrEmbeddings(line.Get(source));
            PushReport report = Invocation.Wait(CataloguePush.Run(
                index, address, Enum.Parse<IndexKind>(line.Get(kind), ignoreCase: true), line.Progress.Share("pushing"),
                line.Cancellation));
            line.Answer(report, console => console.Line(
                $"sent {report.Sent} pictures, {report.Unchanged} were there; {address} holds {report.Index.Count}, kind "
                    + $"{report.Index.Kind}"));
        });
    }

    public static Command Pull()
    {
        var command = new CliCommand("pull", "Write the catalogue of a PostgreSQL database as an index file.");
        var source = command.Argument("ADDRESS", $"{Address}; the password may come from PGPASSWORD.");
        var target = command.Argument("FILE", "The index file to write.", output: true);
        var kind = KindOption(command);
        return command.Computes(engine: false, action: line =>
        {
            using PostgresIndex database = PostgresIndex.Open(PostgresAddress.Parse(line.Get(source)));
            EmbeddingSet set = database.Read(line.Progress.Share("pulling"), line.Cancellation);
            Write(line, set, line.Get(kind), line.Get(target), database.Metric);
        });
    }

    private static Option<string> KindOption(CliCommand command)
    {
        string[] kinds = ["auto", "flat", "int8", "hnsw"];
        var option = new Option<string>("--kind")
        {
            Description =
                "How it searches: flat and int8 compare with every picture, flat exactly; hnsw looks at a part; auto chooses by size.",
            DefaultValueFactory = _ => "auto",
        };
        option.CompletionSources.Add(kinds);
        return command.Added(option, result =>
        {
            if (result.GetValueOrDefault<string>() is var name && !kinds.Contains(name))
                result.AddError(name == "ivf"
                    ? "The kind ivf (inverted lists) is no longer there; use hnsw for a large catalogue, or flat, int8 or auto."
                    : $"'{name}' is no kind of index; use {string.Join(", ", kinds)}.");
        });
    }

    private static EmbeddingSet Embed(Invocation line, string model, string catalogue)
    {
        line.StartEngine();
        using var engine = VisualSearchEngine.Load(model);
        if (engine.HasCatalogue)
            throw new InputException($"'{model}' is an index and not a model; give the checkpoint");
        EmbeddingSet set = engine.EmbedPhotos(catalogue, line.Progress.Load("decoding"), line.Cancellation);
        line.NoteProblems(engine.Problems, []);
        return set;
    }

    private static void Write(Invocation line, EmbeddingSet set, string kind, string file, DistanceMetric? metric = null)
    {
        var options = new IndexBuildOptions { Kind = Enum.Parse<IndexKind>(kind, ignoreCase: true), Seed = (int)line.Seed };
        if (options.Kind == IndexKind.Auto)
            Answer.Note($"the kind is {SearchIndex.Choose(set.Photos.Count).Why}");
        options = options with { Metric = metric ?? options.Metric };
        using LocalIndex index = SearchIndex.Build(set, options, line.Progress.Share("linking"), line.Cancellation);
        index.Save(file);
        IndexInfo info = index.Info;
        line.Answer(info, console => console.Line($"wrote {file}: {info.Count} pictures, {info.Dimension} values each, kind {info.Kind}"));
    }

    private static LocalIndex OpenIndexOrEmbeddings(string file) => SearchIndex.IsIndex(file)
        ? SearchIndex.Open(file) : SearchIndex.Build(EmbeddingFile.Read([file]), new() { Kind = IndexKind.Flat });
}
