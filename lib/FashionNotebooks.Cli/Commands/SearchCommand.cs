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
        var index = new Option<string>("--index") { Description = "The index file.", Required = true };
        var query = new Option<string?>("--query") { Description = "The query picture." };
        var mode = new Argument<string?>("MODE") { Description = "interactive: ask for one picture after another.", Arity = ArgumentArity.ZeroOrOne };
        mode.AcceptOnlyFromAmong("interactive");
        var topK = new Option<int>("--top-k") { Description = "How many results.", DefaultValueFactory = _ => 5 };
        topK.Validators.Add(ComputeOptions.Positive);
        var picture = new Option<string?>("--picture") { Description = "Write query and results as one picture (PNG)." };
        foreach (Option option in (Option[])[index, query, topK, picture])
            command.Add(option);
        command.Add(mode);
        command.Validators.Add(result =>
        {
            if (result.GetValue(query) is null == result.GetValue(mode) is null)
                result.AddError("Give --query IMG, or 'interactive'.");
        });
        var compute = new ComputeOptions(command);
        command.SetAction((line, cancellation) =>
        {
            compute.Apply(line);
            using var engine = VisualSearchEngine.Load(line.GetValue(index)!);
            Answer answer = compute.Answer(line);
            if (line.GetValue(query) is { } file)
                Ask(engine, file, line.GetValue(topK), line.GetValue(picture), answer);
            else
                Interactive(engine, line.GetValue(topK), line.GetValue(picture), answer, cancellation);
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Ask(VisualSearchEngine engine, string query, int k, string? picture, Answer answer)
    {
        IReadOnlyList<SearchResult> results = engine.Search(query, Math.Min(k, engine.Catalogue.Items.Count));
        if (picture is not null)
            AtomicFile.Write(picture, stream => stream.Write(SearchPicture.Draw(query, null, results).EncodePng()));
        answer.Write(new { results }, console =>
        {
            for (int i = 0; i < results.Count; i++)
                console.WriteLine($"{i + 1,2}. {results[i].Distance:0.0000}  {results[i].Class,-12} {results[i].Path}");
            if (picture is not null)
                console.WriteLine($"wrote {picture}");
        });
    }

    private static void Interactive(VisualSearchEngine engine, int k, string? picture, Answer answer, CancellationToken cancellation)
    {
        Answer.Note($"{engine.Catalogue.Items.Count} pictures; type the path of a picture, an empty line ends");
        while (!cancellation.IsCancellationRequested)
        {
            Console.Error.Write("query> ");
            if (Console.ReadLine()?.Trim() is not { Length: > 0 } file)
                return;
            try
            {
                Ask(engine, file.Trim('"', '\''), k, picture, answer);
            }
            catch (InputException e)
            {
                Answer.Note(e.Message); // a typing error must not end the session
            }
        }
    }
}
