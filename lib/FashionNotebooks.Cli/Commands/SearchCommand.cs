using System.CommandLine;
using FashionNotebooks.Search;
using FashionNotebooks.Visuals;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion search</c>.</summary>
internal static class SearchCommand
{
    public static Command Create()
    {
        var command = new Command("search", "Find the pictures of an index that are nearest to a query picture.");
        var index = new Option<string>("--index") { HelpName = "FILE", Description = "The index file.", Required = true };
        var query = new Option<string?>("--query") { HelpName = "FILE", Description = "The query picture." };
        var mode = new Argument<string?>("MODE") { Description = "interactive: ask for one picture after another.", Arity = ArgumentArity.ZeroOrOne };
        mode.AcceptOnlyFromAmong("interactive");
        var topK = new Option<int>("--top-k") { HelpName = "N", Description = "How many results.", DefaultValueFactory = _ => 5 };
        topK.Validators.Add(ComputeOptions.Positive);
        var picture = new Option<string?>("--picture") { HelpName = "FILE", Description = "Write query and results as one picture (PNG)." };
        foreach (Option option in (Option[])[index, query, topK, picture])
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
            using var engine = VisualSearchEngine.Load(line.GetValue(index)!);
            if (!engine.HasCatalogue)
                throw new InputException($"'{line.GetValue(index)}' is a model and not an index; build one with 'fashion index build'");
            int k = Results(engine, line.GetValue(topK));
            if (line.GetValue(query) is { } file)
                Ask(engine, file, k, line.GetValue(picture), compute.Answer(line));
            else
                await Interactive(engine, k, line.GetValue(picture), compute.Answer(line), cancellation);
            return 0;
        });
        return command;
    }

    private static int Results(VisualSearchEngine engine, int wanted)
    {
        int there = engine.Catalogue.Items.Count;
        if (wanted > there)
            Answer.Note($"the index holds {there} pictures, so there are {there} results instead of {wanted}");
        return Math.Min(wanted, there);
    }

    private static void Ask(VisualSearchEngine engine, string query, int k, string? picture, Answer answer)
    {
        IReadOnlyList<SearchResult> results = engine.Search(query, k);
        if (picture is not null)
            AtomicFile.Write(picture, stream => stream.Write(SearchPicture.Draw(query, null, results).EncodePng()));
        answer.Write(new { results }, console =>
        {
            for (int i = 0; i < results.Count; i++)
                console.Line($"{i + 1,2}. {results[i].Distance:0.0000}  {results[i].Class,-12} {results[i].Path}");
            if (picture is not null)
                console.Line($"wrote {picture}");
        });
    }

    private static async Task Interactive(VisualSearchEngine engine, int k, string? picture, Answer answer, CancellationToken cancellation)
    {
        Answer.Note($"{engine.Catalogue.Items.Count} pictures; type the path of a picture, an empty line ends");
        while (true)
        {
            Console.Error.Write("query> ");
            // A console that waits for a line does not hear the token.
            string? file = await Task.Run(Console.ReadLine, CancellationToken.None).WaitAsync(cancellation);
            if (file?.Trim().Trim('"', '\'') is not { Length: > 0 } query)
                return;
            try
            {
                Ask(engine, query, k, picture, answer);
            }
            catch (InputException e)
            {
                Answer.Note(e.Message); // a typing error must not end the session
            }
        }
    }
}
