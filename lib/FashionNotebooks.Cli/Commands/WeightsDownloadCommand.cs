using System.CommandLine;
using FashionNotebooks.Models;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion weights download</c>.</summary>
internal static class WeightsDownloadCommand
{
    public static Command Create()
    {
        var command = new Command("download", "Fetch the weights that torchvision publishes for a net, for --weights.");
        var name = new Argument<string>("NAME") { Description = $"One of {string.Join(", ", PublishedWeights.Names)}." };
        name.AcceptOnlyFromAmong([.. PublishedWeights.Names]);
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "Where the file goes (default: the variable FASHION_WEIGHTS, else ./weights)." };
        var from = new Option<string?>("--from") { HelpName = "URL", Description = "Another address of the folder with the files." };
        var json = new Option<bool>("--json") { Description = "Answer with one JSON document on standard output." };
        command.Add(name);
        foreach (Option option in (Option[])[output, from, json])
            command.Add(option);
        command.SetAction(async (line, cancellation) =>
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
            using var progress = new ProgressLine();
            string directory = line.GetValue(output) ?? (Environment.GetEnvironmentVariable("FASHION_WEIGHTS") is { Length: > 0 } set ? set : "weights");
            string file = await new PublishedWeights(client).FetchAsync(line.GetValue(name)!, directory, line.GetValue(from), progress.Download(), cancellation);
            progress.Dispose();
            new Answer(line.GetValue(json)).Write(new { architecture = line.GetValue(name), file }, console => console.Line($"wrote {file}"));
            return 0;
        });
        return command;
    }
}
