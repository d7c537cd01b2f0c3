using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using FashionNotebooks.Web.Endpoints;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FashionNotebooks.Web;

/// <summary>
/// A running server: classification and visual search over HTTP, and a page for people. It reads no settings files and no environment
/// variables: what it does is what its options say.
/// </summary>
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
    /// <param name="cancellation">Stops the start.</param>
    /// <exception cref="InputException">A file cannot be used, or an address cannot be listened on.</exception>
    public static async Task<FashionServer> StartAsync(
        ServerOptions options, IProgress<string>? notes = null, CancellationToken cancellation = default)
    {
        ListenAddress.Parse(options.Urls);
        foreach (string origin in options.AllowedOrigins)
            OtherSites.Check(origin);
        WebApplication app = Build(options, notes);
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

    /// <summary>Takes no more requests and finishes those in progress; the token ends them at once.</summary>
    public Task StopAsync(CancellationToken cancellation = default) => app.StopAsync(cancellation);

    /// <summary>Stops and frees the models and the index.</summary>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static WebApplication Build(ServerOptions options, IProgress<string>? notes)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(
            new() { ApplicationName = typeof(FashionServer).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().UseUrls(options.Urls).ConfigureKestrel(kestrel => Configure(kestrel, options.Limits));
        // Our own lines, and what ASP.NET warns of; what keeps a server from starting reaches whoever starts it, as one line.
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter(typeof(FashionServer).Namespace, LogLevel.Information)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        if (notes is not null)
            builder.Logging.AddProvider(new NoteLog(notes));
        AddParts(builder.Services, options);
        WebApplication app = builder.Build();
        app.Use(app.Services.GetRequiredService<ServerMetrics>().Count);
        app.Use(HeadRequests.AsGet);
        app.UseMiddleware<ErrorPages>();
        app.UseMiddleware<SafeHeaders>();
        app.UseStatusCodePages(page => ErrorPages.Write(page.HttpContext, page.HttpContext.Response.StatusCode));
        app.UseRouting();
        if (options.AllowedOrigins.Count > 0)
            app.UseCors();
        app.UseRequestTimeouts();
        app.UseRateLimiter();
        PhotoEndpoints.Map(app);
        CatalogueEndpoints.Map(app);
        StateEndpoints.Map(app);
        app.MapOpenApi("/openapi");
        return app;
    }

    private static void Configure(KestrelServerOptions kestrel, ServerLimits limits)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = limits.Photo.MaxBytes + UploadReader.FormBytes;
        kestrel.Limits.MaxConcurrentConnections = limits.Connections;
        kestrel.Limits.RequestHeadersTimeout = limits.HeaderTime;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(limits.BytesPerSecond, limits.SlowTime);
    }

    private static void AddParts(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(options).AddSingleton(options.Limits);
        services.AddSingleton(new UploadBudget(options.Limits.UploadBytes)).AddSingleton<UploadReader>().AddSingleton<UploadDecoder>();
        services.AddSingleton<ServerMetrics>().AddSingleton<CurrentFiles>();
        services.AddSingleton<BatchingLoop>().AddSingleton<ExplanationPainter>();
        services.AddHostedService<ReloadLoop>().AddSingleton<IHostLifetime, NoLifetime>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Limits.StopTime);
        services.AddRouting().Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy { Timeout = options.Limits.RequestTime });
        services.AddRateLimiter(limiter => RateLimit.Configure(limiter, options.Limits));
        services.AddCors(cors => cors.AddDefaultPolicy(policy => OtherSites.Allow(policy, options.AllowedOrigins)));
        services.AddOpenApi();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });
    }

    /// <summary>Whoever started the server stops it; it listens to no signals itself.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>Where a server may listen.</summary>
public static class ListenAddress
{
    /// <summary>Whether all addresses can be reached from this machine only.</summary>
    /// <exception cref="InputException">One is no address.</exception>
    public static bool AllLoopback(string urls) => Array.TrueForAll(Parse(urls), uri => IsLoopback(uri.Host));

    /// <summary>Whether a name, or an address with or without brackets, is this machine's own.</summary>
    internal static bool IsLoopback(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <exception cref="InputException">One is no address.</exception>
    internal static Uri[] Parse(string urls)
    {
        string[] parts = (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length > 0 ? Array.ConvertAll(parts, Address)
            : throw new InputException($"there is no address to listen on; give one like {ServerOptions.DefaultUrls}");
    }

    // Kestrel would take any other name for all addresses.
    private static bool IsOwn(string host) => IsLoopback(host) || IPAddress.TryParse(host.Trim('[', ']'), out _);

    private static Uri Address(string part)
    {
        // Kestrel takes * and + for all addresses, which no URI may hold.
        const string all = "://0.0.0.0";
        string address = part.Replace("://*", all, StringComparison.Ordinal).Replace("://+", all, StringComparison.Ordinal);
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
            && uri is { Scheme: "http", PathAndQuery: "/" } && IsOwn(uri.Host) ? uri
            : throw new InputException($"'{part}' is no address to listen on: http, localhost or an IP "
                + $"address, and a port, as {ServerOptions.DefaultUrls} (for https put a proxy in front)");
    }
}
