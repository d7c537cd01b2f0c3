using FashionNotebooks.Postgres;
using FashionNotebooks.Search.Aspects;

namespace FashionNotebooks.Cli.Commands;

internal static class SearchCommand
{
    public static Command Create()
    {
        var command = new CliCommand("search", "Find the pictures of an index that are nearest to a query picture.");
        var index = command.Required("--index", "FILE|ADDRESS",
            "The index file, or the address of a catalogue in a database: postgres://USER:PASSWORD@HOST:PORT/DATABASE.");
        var model = command.Optional("--model", "FILE", "The checkpoint that made the index, if it is no longer where the index says.");
        var catalogue = command.Optional("--catalog", "DIR", "Where the pictures are, if they are no longer where the index says.");
        var query = command.Optional("--query", "FILE", "The query picture.");
        var topK = command.Count("--top-k", "How many results.", 5);
        var classes = command.List("--class", "NAMES", "Only pictures of this class; several with commas.");
        var by = command.By();
        var drawn = command.Optional("--picture", "FILE", "Write query and results as one picture (PNG).", output: true);
        var mode = command.OptionalArgument("MODE", "interactive: ask for one picture after another.");
        mode.AcceptOnlyFromAmong("interactive");
        command.Refuse(
            line => line.GetResult(mode)?.Tokens is [{ Value: not "interactive" }, ..],
            "A picture comes after --query; the only MODE is 'interactive'.");
        command.Refuse(line => line.GetValue(query) is null == line.GetValue(mode) is null, "Give --query IMG, or 'interactive'.");
        command.Refuse(
            line => line.GetValue(mode) is not null && line.GetValue(command.Json),
            "'interactive' has many answers and --json means one document; leave one of them out.");
        return command.Computes(line =>
        {
            using VisualSearchEngine engine = Load(line.Get(index), line.Get(model));
            if (line.Get(drawn) is { } picture)
                Invocation.RequireForeign(picture, engine.Catalogue, engine.Model.Path);
            PhotoFilter filter = Filter(engine.Catalogue, line.Get(classes));
            int k = Results(engine.Catalogue, filter, line.Get(topK));
            void Ask(string photo) => Show(
                line, Placed(engine.Search(photo, k, filter, line.Get(by)), line.Get(catalogue)), photo, line.Get(drawn));
            if (line.Get(query) is { } file)
                Ask(file);
            else
                Interactive(Ask, engine.Catalogue.Photos.Count, line);
        });
    }

    private static VisualSearchEngine Load(string index, string? model)
    {
        if (model is not null || PostgresAddress.Matches(index))
        {
            SearchIndex opened = IndexSource.Open(index);
            return VisualSearchEngine.Load(opened, model ?? opened.Model.Path);
        }
        var engine = VisualSearchEngine.Load(index);
        if (engine.HasCatalogue)
            return engine;
        engine.Dispose();
        throw new InputException($"'{index}' is a model and not an index; build one with 'fashion index build'");
    }

    private static PhotoFilter Filter(SearchIndex index, string[]? classes)
    {
        if (classes is not { Length: > 0 })
            return new PhotoFilter();
        var there = index.Photos.Select(item => item.Class).ToHashSet(StringComparer.Ordinal);
        if (classes.FirstOrDefault(name => !there.Contains(name)) is { } missing)
            throw new InputException(
                $"the index holds no picture of the class '{missing}'; it holds {string.Join(", ", there.Order(StringComparer.Ordinal))}");
        return new PhotoFilter { Classes = classes };
    }

    private static int Results(SearchIndex index, PhotoFilter filter, int wanted)
    {
        int there = index.Photos.Count(filter.Accepts);
        if (wanted > there)
            Answer.Note($"the index holds {there} pictures{(filter.Classes is null ? "" : " of the class")}, so there are {there} results "
                + $"instead of {wanted}");
        return Math.Min(wanted, there);
    }

    // Where a catalogue was moved, the ends of its paths are still the same.
    private static SearchResult[] Placed(IReadOnlyList<SearchResult> results, string? catalogue)
    {
        SearchResult[] placed = [.. results.Select(result => result with { Path = Placed(result.Path, catalogue) })];
        if (placed.Where(result => !File.Exists(result.Path)).ToArray() is { Length: > 0 } missing)
        {
            Answer.Note($"{missing.Length} of {placed.Length} pictures are no longer where the index says, as '{missing[0].Path}'; "
                + "--catalog DIR says where they are now");
        }
        return placed;
    }

    private static string Placed(string path, string? catalogue)
    {
        string[] parts = path.Split('/', '\\');
        IEnumerable<string> places = catalogue is null || File.Exists(path) ? []
            : Enumerable.Range(1, parts.Length - 1).Select(from => Path.GetFullPath(Path.Combine([catalogue, .. parts[from..]])));
        return places.FirstOrDefault(File.Exists) ?? path;
    }

    private static void Show(Invocation line, IReadOnlyList<SearchResult> results, string query, string? drawn)
    {
        if (drawn is not null)
            PhotoGrid.Retrieval(query, null, results).Save(drawn);
        line.Answer(new { results }, console =>
        {
            for (int i = 0; i < results.Count; i++)
                console.Line($"{i + 1,2}. {results[i].Distance:0.0000}  {results[i].Class,-12} {results[i].Path}");
            if (drawn is not null)
                console.Line($"wrote {drawn}");
        });
    }

    private static void Interactive(Action<string> ask, int photos, Invocation line)
    {
        Answer.Note($"{photos} pictures; type the path of a picture, an empty line ends");
        while (true)
        {
            Console.Error.Write("query> ");
            // A console that waits for a line does not hear the token.
            string? typed = Invocation.Wait(Task.Run(Console.ReadLine, CancellationToken.None).WaitAsync(line.Cancellation));
            if (typed?.Trim().Trim('"', '\'') is not { Length: > 0 } query)
                return;
            try
            {
                ask(query);
            }
            catch (InputException e)
            {
                Answer.Note(e.Message); // a typing error must not end the session
            }
        }
    }
}
