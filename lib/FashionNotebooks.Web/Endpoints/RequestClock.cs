using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FashionNotebooks.Web.Endpoints;

/// <summary>Counts and times every request by the pattern of its route, so that addresses that clients invent add no lines.</summary>
internal sealed class RequestClock(RequestDelegate next, ServerMetrics metrics)
{
    public async Task InvokeAsync(HttpContext context)
    {
        long start = Stopwatch.GetTimestamp();
        metrics.Begin();
        try
        {
            await next(context);
        }
        finally
        {
            string route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "other";
            metrics.End(route, context.Response.StatusCode, Stopwatch.GetElapsedTime(start));
        }
    }
}
