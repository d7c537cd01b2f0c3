using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace FashionNotebooks.Web.Endpoints;

/// <summary>Errors as <c>application/problem+json</c> (RFC 9457).</summary>
internal static class Problem
{
    /// <summary>Writes an error, if the answer has not begun.</summary>
    public static async Task Write(HttpContext context, int status, string? detail)
    {
        HttpResponse response = context.Response;
        if (response.HasStarted)
            return;
        response.StatusCode = status;
        response.Headers.CacheControl = "no-store";
        var body = new { type = "about:blank", title = ReasonPhrases.GetReasonPhrase(status), status, detail };
        await response.WriteAsJsonAsync(body, options: null, contentType: "application/problem+json", CancellationToken.None);
    }
}
