using FashionNotebooks.Web;

namespace FashionNotebooks.Cli.Commands;

internal static class ServeCommand
{
    private const int RateForOthers = 50;

    public static Command Create()
    {
        var command = new CliCommand(
            "serve", "Answer over HTTP which class a picture shows and which pictures of an index are like it; with a page for people.");
        var model = command.Required("--model", "FILE", "The classifier's checkpoint, or the encoder's that made the index.");
        var index = command.Required("--index", "FILE|ADDRESS",
            "The index file, or the address of a catalogue in a database: postgres://USER:PASSWORD@HOST:PORT/DATABASE.");
        var urls = command.WithDefault("--urls", "U", "Where to listen, separated by semicolons.", ServerOptions.DefaultUrls);
        var rate = command.OptionalCount(
            "--rate", "Pictures a second from one client address, 0 for any number (default: any number if only "
            + $"this machine can reach the server, else {RateForOthers}).", least: 0);
        var origins = command.List("--allow-origin", "URL,…",
            "Sites whose pages may ask this server, as https://shop.example, or * (default: none).");
        return command.Computes(json: false, action: line =>
        {
            bool open = !ListenAddress.AllLoopback(line.Get(urls));
            var options = new ServerOptions
            {
                Model = line.Get(model),
                Index = line.Get(index),
                Urls = line.Get(urls),
                AllowedOrigins = line.Get(origins) ?? [],
                Limits = new ServerLimits { PhotosPerSecond = line.Get(rate) ?? (open ? RateForOthers : 0) },
            };
            StopSignal.Patience = options.Limits.StopTime + TimeSpan.FromSeconds(1);
            Serve(options, open, line.Cancellation).GetAwaiter().GetResult();
        });
    }

    private static async Task Serve(ServerOptions options, bool open, CancellationToken cancellation)
    {
        await using FashionServer server = await FashionServer.StartAsync(options, ProgressLine.Notes, cancellation);
        if (open)
            Answer.Note("other machines can reach this server: whoever does sees the pictures of the index");
        foreach (string address in server.Addresses)
            Answer.Note($"serving on {address} (Ctrl-C stops)");
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Answer.Note("stopping when the requests in progress are answered");
        await server.StopAsync(CancellationToken.None);
    }
}
