namespace FashionNotebooks.Web.Endpoints;

/// <summary>Headers that keep other sites out, and a look at the host name when only this machine is served.</summary>
internal sealed class SafeHeaders(RequestDelegate next, ServerOptions options)
{
    private const string Policy =
        "default-src 'self'; img-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private readonly bool loopback = ListenAddress.AllLoopback(options.Urls);

    public Task InvokeAsync(HttpContext context)
    {
        // A foreign name that leads to this machine would let a foreign page read the catalogue (DNS rebinding).
        if (loopback && !ListenAddress.IsLoopback(context.Request.Host.Host))
            throw new RequestException(421, "this server answers to localhost only");
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = options.AllowedOrigins.Count > 0 ? "cross-origin" : "same-origin";
        return next(context);
    }
}
