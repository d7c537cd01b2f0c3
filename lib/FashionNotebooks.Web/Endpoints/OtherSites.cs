using Microsoft.AspNetCore.Cors.Infrastructure;

namespace FashionNotebooks.Web.Endpoints;

/// <summary>
/// Which pages of other sites may ask: none, unless the server is told so (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol).
/// </summary>
internal static class OtherSites
{
    private const string All = "*";

    /// <exception cref="InputException">It is no origin.</exception>
    public static void Check(string origin)
    {
        bool fits = origin == All || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
            && origin.Equals(uri.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase));
        if (!fits)
            throw new InputException($"'{origin}' is no origin of a page; give one like https://shop.example, or * for any");
    }

    public static void Allow(CorsPolicyBuilder policy, IReadOnlyList<string> origins) => policy
        .WithOrigins([.. origins]).WithMethods("GET", "HEAD", "POST").AllowAnyHeader()
        .WithExposedHeaders(PhotoEndpoints.ClassHeader, "Retry-After");
}
