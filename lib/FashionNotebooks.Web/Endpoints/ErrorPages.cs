using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace FashionNotebooks.Web.Endpoints;

/// <summary>
/// Turns what went wrong into a status and one line, as <c>application/problem+json</c> (RFC 9457). What is our fault is logged; the client
/// learns no details of it.
/// </summary>
internal sealed class ErrorPages(RequestDelegate next, ILogger<ErrorPages> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (RequestException e)
        {
            if (e.Status == 503)
                context.Response.Headers.RetryAfter = "1";
            if (e.InnerException is InputException reason && e.Status == 503)
                log.LogWarning("{Reason}", reason.Message);
            await Write(context, e.Status, e.Message);
        }
        catch (BadHttpRequestException e)
        {
            await Write(context, e.StatusCode);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = 499; // the client is gone; only the metrics see this
        }
        catch (Exception e)
        {
            log.LogError("{Method} {Path}: {Error}", context.Request.Method, context.Request.Path, e);
            await Write(context, 500, "the server made an error; its log says more");
        }
    }

    /// <summary>Writes an error that the server's own parts found, in our words.</summary>
    public static Task Write(HttpContext context, int status)
    {
        ServerLimits limits = context.RequestServices.GetRequiredService<ServerLimits>();
        return Write(context, status, status switch
        {
            400 => "the request is malformed, or a value in it cannot be; the description at /openapi says what is taken",
            404 => "there is nothing at this address; the description at /openapi lists what there is",
            405 => $"this address does not take {context.Request.Method}; the header Allow says what it takes",
            408 => $"the body came more slowly than {limits.BytesPerSecond:0} bytes a second; send it again",
            413 => UploadReader.TooLarge(limits.Photo.MaxBytes).Message,
            504 => $"the answer took more than {limits.RequestTime.TotalSeconds:0} s; try again",
            _ => null,
        });
    }

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

/// <summary>Describes the errors of an endpoint in the OpenAPI document.</summary>
internal static class ProblemMetadata
{
    public static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (int status in statuses)
            endpoint.ProducesProblem(status);
        return endpoint;
    }
}
