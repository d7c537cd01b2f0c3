using System.Text.Json;
using System.Text.Json.Serialization;
using FashionNotebooks.Web.Endpoints;
using FashionNotebooks.Web.Inference;
using FashionNotebooks.Web.Serving;
using FashionNotebooks.Web.Uploads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FashionNotebooks.Web;

/// <summary>Puts the server together. It reads no settings files and no environment variables: what it does is what its options say.</summary>
internal static class ServerParts
{
    public static WebApplication Build(ServerOptions options, IProgress<string>? notes)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = typeof(ServerParts).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().UseUrls(options.Urls).ConfigureKestrel(kestrel => Configure(kestrel, options.Limits));
        if (notes is not null)
            builder.Logging.AddProvider(new NoteLog(notes));
        AddParts(builder.Services, options);
        WebApplication app = builder.Build();
        app.UseMiddleware<RequestClock>();
        app.UseMiddleware<ErrorPages>();
        app.UseMiddleware<SafeHeaders>();
        app.UseStatusCodePages(page => Problem.Write(page.HttpContext, page.HttpContext.Response.StatusCode, null));
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseRateLimiter();
        PhotoEndpoints.Map(app);
        CatalogueEndpoints.Map(app);
        StateEndpoints.Map(app);
        PageEndpoints.Map(app);
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
        services.AddSingleton<ServerMetrics>().AddSingleton<CurrentFiles>().AddSingleton<BatchingLoop>().AddSingleton<PhotoReader>().AddSingleton<ExplanationPainter>();
        services.AddHostedService<ReloadLoop>().AddSingleton<IHostLifetime, NoLifetime>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Limits.StopTime);
        services.AddRouting().Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy { Timeout = options.Limits.RequestTime });
        services.AddRateLimiter(limiter => RateLimit.Configure(limiter, options.Limits));
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
