using System.CommandLine;
using FashionNotebooks.Photos.Download;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion data download</c>.</summary>
internal static class DataDownloadCommand
{
    public static Command Create()
    {
        var command = new Command("download", "Fetch the real photos (clothing-dataset-small, CC0) and check every file against the manifest.");
        var output = new Option<string>("--out") { HelpName = "DIR", Description = "Where train/, validation/ and test/ go.", Required = true };
        var from = new Option<string?>("--from") { HelpName = "URL|PATH", Description = "Another address, a ZIP file or a folder to take them from." };
        var json = new Option<bool>("--json") { Description = "Answer with one JSON document on standard output." };
        command.Add(output);
        command.Add(from);
        command.Add(json);
        command.SetAction(async (line, cancellation) =>
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
            using var progress = new ProgressLine();
            DatasetState state = await new DatasetDownload(client).RunAsync(line.GetValue(output)!, line.GetValue(from), progress.Download(), cancellation);
            new Answer(line.GetValue(json)).Write(state, console => console.Line(state.ToString()));
            return 0;
        });
        return command;
    }
}
