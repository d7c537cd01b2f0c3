using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FashionNotebooks.Web.Endpoints;

/// <summary>Turns what went wrong into a status and one line. What is our fault is logged; the client learns no details of it.</summary>
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
            await Problem.Write(context, e.Status, e.Message);
        }
        catch (BadHttpRequestException e)
        {
            await Problem.Write(context, e.StatusCode, e.Message);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = 499; // the client is gone; only the metrics see this
        }
        catch (Exception e)
        {
            log.LogError("{Method} {Path}: {Error}", context.Request.Method, context.Request.Path, e);
            await Problem.Write(context, 500, "the server made an error; its log says more");
        }
    }
}
