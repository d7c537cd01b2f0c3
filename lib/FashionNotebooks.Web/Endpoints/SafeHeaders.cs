namespace FashionNotebooks.Web.Endpoints;

/// <summary>Headers that keep other sites out, and a look at the host name when only this machine is served.</summary>
internal sealed class SafeHeaders(RequestDelegate next, ServerOptions options)
{
    // A notebook on this machine may show the page in a frame: Jupyter's is of another port, that of VS Code of a scheme of its own.
    private const string Notebooks = "http://localhost:* http://127.0.0.1:* vscode-webview:";

    private readonly bool loopback = ListenAddress.AllLoopback(options.Urls);

    private readonly string policy = "default-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'none'; "
        + $"frame-ancestors {(ListenAddress.AllLoopback(options.Urls) ? Notebooks : "'none'")}";

    public Task InvokeAsync(HttpContext context)
    {
        // A foreign name that leads to this machine would let a foreign page read the catalogue (DNS rebinding).
        if (loopback && !ListenAddress.IsLoopback(context.Request.Host.Host))
            throw new RequestException(421, "this server answers to localhost only");
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = options.AllowedOrigins.Count > 0 ? "cross-origin" : "same-origin";
        return next(context);
    }
}
