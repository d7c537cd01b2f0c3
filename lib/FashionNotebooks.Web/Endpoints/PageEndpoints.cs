using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FashionNotebooks.Web.Endpoints;

/// <summary>The page: a few files inside the assembly.</summary>
internal static class PageEndpoints
{
    private static readonly (string Path, string File, string Type)[] Files =
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/page.css", "page.css", "text/css; charset=utf-8"),
        ("/page.js", "page.js", "text/javascript; charset=utf-8"),
        ("/icon.svg", "icon.svg", "image/svg+xml"),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (path, file, type) in Files)
        {
            byte[] content = Read(file);
            routes.MapGet(path, () => Results.Bytes(content, type)).ExcludeFromDescription();
        }
    }

    private static byte[] Read(string file)
    {
        using Stream stream = typeof(PageEndpoints).Assembly.GetManifestResourceStream($"page/{file}")!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
