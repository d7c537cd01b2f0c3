using System.CommandLine;
using FashionNotebooks.Postgres;
using FashionNotebooks.Search;
using FashionNotebooks.Visuals;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion search</c>.</summary>
internal static class SearchCommand
{
    public static Command Create()
    {
        var command = new Command("search", "Find the pictures of an index that are nearest to a query picture.");
        var index = new Option<string>("--index") { HelpName = "FILE|ADDRESS", Description = "The index file, or the address of a catalogue in a database: postgres://USER:PASSWORD@HOST:PORT/DATABASE.", Required = true };
        var model = new Option<string?>("--model") { HelpName = "FILE", Description = "The checkpoint that made the index, if it is no longer where the index says." };
        var query = new Option<string?>("--query") { HelpName = "FILE", Description = "The query picture." };
        var mode = new Argument<string?>("MODE") { Description = "interactive: ask for one picture after another.", Arity = ArgumentArity.ZeroOrOne };
        mode.AcceptOnlyFromAmong("interactive");
        var topK = new Option<int>("--top-k") { HelpName = "N", Description = "How many results.", DefaultValueFactory = _ => 5 };
        topK.Validators.Add(ComputeOptions.Positive);
        var picture = new Option<string?>("--picture") { HelpName = "FILE", Description = "Write query and results as one picture (PNG)." };
        Option<string[]> classes = ListOption.Create("--class", "NAMES", "Only pictures of this class; several with commas.");
        foreach (Option option in (Option[])[index, model, query, topK, classes, picture])
            command.Add(option);
        command.Add(mode);
        command.Validators.Add(result =>
        {
            if (result.GetValue(query) is null == result.GetValue(mode) is null)
                result.AddError("Give --query IMG, or 'interactive'.");
        });
        var compute = new ComputeOptions(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(mode) is not null && compute.IsJson(result))
                result.AddError("'interactive' has many answers and --json means one document; leave one of them out.");
        });
        command.SetAction(async (line, cancellation) =>
        {
            compute.Apply(line);
            if (line.GetValue(picture) is { } place)
                AtomicFile.RequirePlace(place);
            using VisualSearchEngine engine = Load(line.GetValue(index)!, line.GetValue(model));
            ItemFilter filter = Filter(engine.Catalogue, line.GetValue(classes));
            int k = Results(engine.Catalogue, filter, line.GetValue(topK));
            IReadOnlyList<SearchResult> Find(string picture) => engine.Search(picture, k, filter);
            if (line.GetValue(query) is { } file)
                Ask(Find, file, line.GetValue(picture), compute.Answer(line));
            else
                await Interactive(Find, engine.Catalogue.Items.Count, line.GetValue(picture), compute.Answer(line), cancellation);
            return 0;
        });
        return command;
    }

    private static VisualSearchEngine Load(string index, string? model)
    {
        if (model is not null || PostgresAddress.Matches(index))
        {
            ISearchIndex opened = IndexSource.Open(index);
            return VisualSearchEngine.Load(opened, model ?? opened.Model.Path);
        }
        var engine = VisualSearchEngine.Load(index);
        if (engine.HasCatalogue)
            return engine;
        engine.Dispose();
        throw new InputException($"'{index}' is a model and not an index; build one with 'fashion index build'");
    }

    private static ItemFilter Filter(ISearchIndex index, string[]? classes)
    {
        if (classes is not { Length: > 0 })
            return new ItemFilter();
        var there = index.Items.Select(item => item.Class).ToHashSet(StringComparer.Ordinal);
        if (classes.FirstOrDefault(name => !there.Contains(name)) is { } missing)
            throw new InputException($"the index holds no picture of the class '{missing}'; it holds {string.Join(", ", there.Order(StringComparer.Ordinal))}");
        return new ItemFilter { Classes = classes };
    }

    private static int Results(ISearchIndex index, ItemFilter filter, int wanted)
    {
        int there = index.Items.Count(filter.Accepts);
        if (wanted > there)
            Answer.Note($"the index holds {there} pictures{(filter.Classes is null ? "" : " of the class")}, so there are {there} results instead of {wanted}");
        return Math.Min(wanted, there);
    }

    private static void Ask(Func<string, IReadOnlyList<SearchResult>> find, string query, string? picture, Answer answer)
    {
        IReadOnlyList<SearchResult> results = find(query);
        if (picture is not null)
            PhotoGrid.Retrieval(query, null, results).Save(picture);
        answer.Write(new { results }, console =>
        {
            for (int i = 0; i < results.Count; i++)
                console.Line($"{i + 1,2}. {results[i].Distance:0.0000}  {results[i].Class,-12} {results[i].Path}");
            if (picture is not null)
                console.Line($"wrote {picture}");
        });
    }

    private static async Task Interactive(
        Func<string, IReadOnlyList<SearchResult>> find, int pictures, string? picture, Answer answer, CancellationToken cancellation)
    {
        Answer.Note($"{pictures} pictures; type the path of a picture, an empty line ends");
        while (true)
        {
            Console.Error.Write("query> ");
            // A console that waits for a line does not hear the token.
            string? file = await Task.Run(Console.ReadLine, CancellationToken.None).WaitAsync(cancellation);
            if (file?.Trim().Trim('"', '\'') is not { Length: > 0 } query)
                return;
            try
            {
                Ask(find, query, picture, answer);
            }
            catch (InputException e)
            {
                Answer.Note(e.Message); // a typing error must not end the session
            }
        }
    }
}
