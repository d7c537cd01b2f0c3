using System.Diagnostics;
using Prometheus;

namespace FashionNotebooks.Web;

/// <summary>Counters for Prometheus. A request counts under its route's pattern: addresses that clients invent add no lines.</summary>
internal sealed class ServerMetrics
{
    private readonly CollectorRegistry registry = Metrics.NewCustomRegistry();
    private readonly Counter requests, refused, reloads, failedReloads;
    private readonly Histogram seconds, batches;
    private readonly Gauge inProgress;

    public ServerMetrics(UploadDecoder decoder)
    {
        MetricFactory make = Metrics.WithCustomRegistry(registry);
        requests = make.CreateCounter("fashion_requests_total", "Requests answered, by route and status.", "route", "status");
        refused = make.CreateCounter("fashion_refused_total", "Requests that did not get what they asked for, by reason.", "reason");
        seconds = make.CreateHistogram("fashion_request_seconds", "Time of a request, by route.", ["route"], new HistogramConfiguration
        {
            Buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        });
        batches = make.CreateHistogram("fashion_batch_pictures", "Pictures in one pass through a model.", new HistogramConfiguration
        {
            Buckets = [1, 2, 4, 8, 16, 32],
        });
        inProgress = make.CreateGauge("fashion_requests_in_progress", "Requests that are being answered.");
        Gauge decoding = make.CreateGauge("fashion_pictures_decoding", "Pictures that wait or are being decoded.");
        reloads = make.CreateCounter("fashion_reloads_total", "Reloads of model and index.");
        failedReloads = make.CreateCounter("fashion_failed_reloads_total", "Reloads that kept the old files.");
        Gauge memory = make.CreateGauge("process_resident_memory_bytes", "Memory of the process.");
        registry.AddBeforeCollectCallback(() =>
        {
            decoding.Set(decoder.Inside);
            memory.Set(Environment.WorkingSet);
        });
    }

    public async Task Count(HttpContext context, RequestDelegate next)
    {
        long start = Stopwatch.GetTimestamp();
        using IDisposable present = inProgress.TrackInProgress();
        try
        {
            await next(context);
        }
        finally
        {
            string route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "other";
            requests.WithLabels(route, $"{context.Response.StatusCode}").Inc();
            if (Reason(context.Response.StatusCode) is { } reason)
                refused.WithLabels(reason).Inc();
            seconds.WithLabels(route).Observe(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
    }

    private static string? Reason(int status) => status switch
    {
        < 400 => null,
        404 => "not_found",
        405 => "method",
        408 => "slow",
        410 => "index_replaced",
        413 => "too_large",
        415 => "no_photo",
        421 or 403 => "foreign",
        422 => "damaged",
        429 => "rate",
        499 => "client_gone",
        503 => "busy",
        504 => "too_long",
        >= 500 => "error",
        _ => "request",
    };

    public void Batch(int photos) => batches.Observe(photos);

    public void Reloaded(bool succeeded) => (succeeded ? reloads : failedReloads).Inc();

    /// <summary>Answers with all of them, in the text format.</summary>
    public async Task Write(HttpContext context)
    {
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        await registry.CollectAndExportAsTextAsync(context.Response.Body, context.RequestAborted);
    }
}
