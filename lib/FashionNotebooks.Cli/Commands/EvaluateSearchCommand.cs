using System.CommandLine;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion evaluate search</c>.</summary>
internal static class EvaluateSearchCommand
{
    public static Command Create()
    {
        var command = new Command("search", "Search with every query picture: top-1, top-5, MRR, mAP, R-precision, MAP@R; a picture never finds itself.");
        var model = new Option<string>("--model") { HelpName = "FILE", Description = "The encoder's (or a classifier's) checkpoint.", Required = true };
        var catalogue = new Option<string>("--catalog") { HelpName = "DIR", Description = "Folder with class folders to search in.", Required = true };
        var queries = new Option<string>("--queries") { HelpName = "DIR", Description = "Folder with class folders to search with; may be the same.", Required = true };
        var exclude = new Option<bool>("--exclude-same-sender") { Description = "Also score with the query's contributor left out of the catalogue (needs senders.csv)." };
        foreach (Option option in (Option[])[model, catalogue, queries, exclude])
            command.Add(option);
        var compute = new ComputeOptions(command);
        command.SetAction((line, cancellation) =>
        {
            compute.Apply(line);
            using var trained = TrainedModel.Load(line.GetValue(model)!);
            using var progress = new ProgressLine();
            bool same = Path.GetFullPath(line.GetValue(catalogue)!) == Path.GetFullPath(line.GetValue(queries)!);
            using PhotoSet searched = Photos.Load(line.GetValue(catalogue)!, "validation", trained, compute.Threads(line), progress, cancellation);
            using PhotoSet asked = same ? searched : Photos.Load(line.GetValue(queries)!, "validation", trained, compute.Threads(line), progress, cancellation);
            progress.Dispose();
            bool excluding = line.GetValue(exclude);
            if (excluding && asked.Items.All(item => item.Sender is null))
                throw new InputException($"'{line.GetValue(queries)}' has no senders.csv in or above it, so --exclude-same-sender has nothing to leave out; leave the option out or add the file");
            RetrievalReport report = SearchEvaluation.Of(trained, asked, searched, excluding, compute.Seed(line), compute.Threads(line), cancellation);
            if (report.Count == 0)
                throw new InputException($"no picture of '{line.GetValue(queries)}' has another picture of its class in '{line.GetValue(catalogue)}'; give folders with the same classes");
            compute.Answer(line).Write(report, console =>
            {
                console.Write(Tables.Search(report));
                if (report.Excluded is { } excluded)
                {
                    console.Line(excluded.Count > 0
                        ? "without the query's contributor in the catalogue:"
                        : "without the query's contributor in the catalogue no query has an answer");
                    if (excluded.Count > 0)
                        console.Write(Tables.Search(excluded));
                }
            });
            return Task.FromResult(0);
        });
        return command;
    }
}
