namespace FashionNotebooks.Cli.Commands;

internal static class WeightsDownloadCommand
{
    public static Command Create()
    {
        var command = new CliCommand("download", "Fetch the weights that torchvision publishes for a net, for --weights.");
        var name = command.Argument("NAME", $"One of {string.Join(", ", PublishedWeights.Names)}.");
        name.AcceptOnlyFromAmong([.. PublishedWeights.Names]);
        var output = command.Optional(
            "--out", "DIR", "Where the file goes (default: the variable FASHION_WEIGHTS, else ./weights).", output: true);
        var from = command.Optional("--from", "URL", "Another address of the folder with the files.");
        return command.Answers(line =>
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
            string architecture = line.Get(name), directory = line.Get(output) ?? NamedWeights.Folder;
            string file = Invocation.Wait(new PublishedWeights(client).FetchAsync(
                architecture, directory, line.Get(from), line.Progress.Download(), line.Cancellation));
            line.Answer(new { architecture, file }, console => console.Line($"wrote {file}"));
        });
    }
}
