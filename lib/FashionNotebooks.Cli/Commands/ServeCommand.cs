using System.CommandLine;
using FashionNotebooks.Web;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion serve</c>.</summary>
internal static class ServeCommand
{
    private const int RateForOthers = 50;

    public static Command Create()
    {
        var command = new Command("serve", "Answer over HTTP which class a picture shows and which pictures of an index are like it; with a page for people.");
        var model = new Option<string>("--model") { HelpName = "FILE", Description = "The classifier's checkpoint, or the encoder's that made the index.", Required = true };
        var index = new Option<string>("--index") { HelpName = "FILE|ADDRESS", Description = "The index file, or the address of a catalogue in a database: postgres://USER:PASSWORD@HOST:PORT/DATABASE.", Required = true };
        var urls = new Option<string>("--urls") { HelpName = "U", Description = "Where to listen, separated by semicolons.", DefaultValueFactory = _ => ServerOptions.DefaultUrls };
        var rate = new Option<int?>("--rate") { HelpName = "N", Description = $"Pictures a second from one client address, 0 for any number (default: any number if only this machine can reach the server, else {RateForOthers})." };
        rate.Validators.Add(ComputeOptions.NotNegative);
        foreach (Option option in (Option[])[model, index, urls, rate])
            command.Add(option);
        var compute = new ComputeOptions(command, answers: false);
        command.SetAction(async (line, cancellation) =>
        {
            compute.Apply(line);
            bool open = !ListenAddress.AllLoopback(line.GetValue(urls)!);
            var options = new ServerOptions
            {
                Model = line.GetValue(model)!,
                Index = line.GetValue(index)!,
                Urls = line.GetValue(urls)!,
                Limits = new ServerLimits { PicturesPerSecond = line.GetValue(rate) ?? (open ? RateForOthers : 0) },
            };
            await Serve(options, open, cancellation);
            return 0;
        });
        return command;
    }

    private static async Task Serve(ServerOptions options, bool open, CancellationToken cancellation)
    {
        await using FashionServer server = await FashionServer.StartAsync(options, new Notes(), cancellation);
        if (open)
            Answer.Note("other machines can reach this server: whoever does sees the pictures of the index");
        foreach (string address in server.Addresses)
            Answer.Note($"serving on {address} (Ctrl-C stops)");
        await Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        Answer.Note("stopping when the requests in progress are answered");
        await server.StopAsync(CancellationToken.None);
    }

    private sealed class Notes : IProgress<string>
    {
        public void Report(string value) => Answer.Note(value);
    }
}
