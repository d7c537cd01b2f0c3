using System.Net;

namespace FashionNotebooks.Web.Endpoints;

/// <summary>What can be asked about the server itself, and its page: a few files inside the assembly.</summary>
internal static class StateEndpoints
{
    private static readonly (string Path, string File, string Type)[] Files =
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/page.css", "page.css", "text/css; charset=utf-8"),
        ("/page.js", "page.js", "text/javascript; charset=utf-8"),
        ("/server.js", "server.js", "text/javascript; charset=utf-8"),
        ("/settings.js", "settings.js", "text/javascript; charset=utf-8"),
        ("/session.js", "session.js", "text/javascript; charset=utf-8"),
        ("/crop.js", "crop.js", "text/javascript; charset=utf-8"),
        ("/results.js", "results.js", "text/javascript; charset=utf-8"),
        ("/sheet.js", "sheet.js", "text/javascript; charset=utf-8"),
        ("/upload.js", "upload.js", "text/javascript; charset=utf-8"),
        ("/icon.svg", "icon.svg", "image/svg+xml"),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", () => new { status = "ok" }).WithSummary("Whether the server answers");
        routes.MapGet("/api/info", Info).WithSummary("What is served");
        routes.MapGet("/metrics", (HttpContext context, ServerMetrics metrics) => metrics.Write(context))
            .WithSummary("Counters for Prometheus").Produces<string>(contentType: "text/plain");
        routes.MapPost("/admin/reload", Reload).WithSummary("Load model and index again; from this machine only").WithProblems(403, 409);
        foreach (var (path, file, type) in Files)
        {
            byte[] content = Read(file);
            routes.MapGet(path, () => Results.Bytes(content, type)).ExcludeFromDescription();
        }
    }

    private static ServerInfo Info(CurrentFiles current, ServerLimits limits)
    {
        using ServedFiles files = current.Enter();
        IndexInfo info = files.Catalogue.Info;
        var by = Likeness.Words.Where(word => word.Value.IsClass || files.Catalogue.HasLooks)
            .ToDictionary(word => word.Key, word => (double[])[word.Value.Class, word.Value.Look, word.Value.Colour, word.Value.Pattern]);
        return new(
            files.Model.Classes, info.Count, files.Catalogue.Classes, info.Kind, info.Metric, files.Catalogue.Version, limits.Results, by);
    }

    private static async Task<object> Reload(HttpContext context, CurrentFiles current, ServerMetrics metrics)
    {
        // A page of another site can make the browser on this machine send a request, but not without saying so.
        bool own = !context.Request.Headers.ContainsKey("Origin")
            && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
        if (!own)
            throw new RequestException(403, "only this machine may reload; call it with curl there");
        try
        {
            await current.Reload(always: true, context.RequestAborted);
            metrics.Reloaded(succeeded: true);
            return new { status = "reloaded" };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            metrics.Reloaded(succeeded: false);
            if (e is not InputException)
                throw;
            throw new RequestException(409, $"kept the old files: {e.Message}", e);
        }
    }

    private static byte[] Read(string file)
    {
        using Stream stream = typeof(StateEndpoints).Assembly.GetManifestResourceStream($"page/{file}")!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
