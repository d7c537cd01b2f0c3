using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.StaticFiles;

namespace FashionNotebooks.Web.Endpoints;

/// <summary>What can be asked about the server itself, and its page: a few files inside the assembly.</summary>
internal static class StateEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", () => new { status = "ok" }).WithSummary("Whether the server answers");
        routes.MapGet("/api/info", Info).WithSummary("What is served");
        routes.MapGet("/metrics", (HttpContext context, ServerMetrics metrics) => metrics.Write(context))
            .WithSummary("Counters for Prometheus").Produces<string>(contentType: "text/plain");
        routes.MapPost("/admin/reload", Reload).WithSummary("Load model and index again; from this machine only").WithProblems(403, 409);
        MapPage(routes);
    }

    // Every file of the folder Page.
    private static void MapPage(IEndpointRouteBuilder routes)
    {
        const string folder = "page/", first = folder + "index.html";
        Assembly assembly = typeof(StateEndpoints).Assembly;
        IDictionary<string, string> types = new FileExtensionContentTypeProvider().Mappings;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)))
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            string type = types[Path.GetExtension(name)];
            string header = type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8" : type;
            routes.MapGet(name == first ? "/" : $"/{name[folder.Length..]}", () => Results.Bytes(content, header)).ExcludeFromDescription();
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

    private static async Task<object> Reload(HttpContext context, CurrentFiles current)
    {
        // A page of another site can make the browser on this machine send a request, but not without saying so.
        bool own = !context.Request.Headers.ContainsKey("Origin")
            && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
        if (!own)
            throw new RequestException(403, "only this machine may reload; call it with curl there");
        try
        {
            await current.Reload(always: true, context.RequestAborted);
            return new { status = "reloaded" };
        }
        catch (InputException e)
        {
            throw new RequestException(409, $"kept the old files: {e.Message}", e);
        }
    }
}
