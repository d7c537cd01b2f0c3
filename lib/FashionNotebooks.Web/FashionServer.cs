using FashionNotebooks.Web.Endpoints;
using FashionNotebooks.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace FashionNotebooks.Web;

/// <summary>A running server: classification and visual search over HTTP, and a page for people.</summary>
public sealed class FashionServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private FashionServer(WebApplication app) => this.app = app;

    /// <summary>Where it listens, with the real port.</summary>
    public IReadOnlyList<string> Addresses =>
        [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    /// <summary>Loads the files and begins to listen. The number of threads of the engine is set by the caller.</summary>
    /// <param name="options">What to serve and where.</param>
    /// <param name="notes">Told what happens, a line each.</param>
    /// <exception cref="InputException">A file cannot be used, or an address cannot be listened on.</exception>
    public static async Task<FashionServer> StartAsync(ServerOptions options, IProgress<string>? notes = null, CancellationToken cancellation = default)
    {
        ListenAddress.Parse(options.Urls);
        WebApplication app = ServerParts.Build(options, notes);
        try
        {
            app.Services.GetRequiredService<CurrentFiles>().Load();
            await app.StartAsync(cancellation);
            return new FashionServer(app);
        }
        catch (Exception e)
        {
            await app.DisposeAsync();
            if (e is IOException or System.Net.Sockets.SocketException or InvalidOperationException)
                throw new InputException($"cannot listen on {options.Urls}: {e.Message.TrimEnd('.')}; choose another address", e);
            throw;
        }
    }

    /// <summary>Takes no more requests and finishes those in progress.</summary>
    public Task StopAsync(CancellationToken cancellation = default) => app.StopAsync(cancellation);

    /// <summary>Stops and frees the models and the index.</summary>
    public ValueTask DisposeAsync() => app.DisposeAsync();
}
