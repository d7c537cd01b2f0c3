using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using FashionNotebooks.Web.Uploads;

namespace FashionNotebooks.Web;

/// <summary>Counters in the text format of Prometheus.</summary>
internal sealed class ServerMetrics(UploadDecoder decoder)
{
    private readonly ConcurrentDictionary<(string Route, int Status), long> requests = new();
    private readonly ConcurrentDictionary<string, Histogram> seconds = new();
    private readonly Histogram batches = new([1, 2, 4, 8, 16, 32]);
    private long reloads, failedReloads;
    private int inProgress;

    public void Begin() => Interlocked.Increment(ref inProgress);

    public void End(string route, int status, TimeSpan time)
    {
        Interlocked.Decrement(ref inProgress);
        requests.AddOrUpdate((route, status), 1, (_, count) => count + 1);
        seconds.GetOrAdd(route, _ => new Histogram([0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10])).Add(time.TotalSeconds);
    }

    public void Batch(int pictures) => batches.Add(pictures);

    public void Reloaded(bool succeeded) => Interlocked.Increment(ref succeeded ? ref reloads : ref failedReloads);

    public override string ToString()
    {
        var text = new StringBuilder();
        Head(text, "fashion_requests_total", "counter", "Requests answered, by route and status.");
        foreach (var (key, count) in requests.OrderBy(entry => entry.Key))
            Line(text, $"fashion_requests_total{{route=\"{key.Route}\",status=\"{key.Status}\"}}", count);
        Head(text, "fashion_request_seconds", "histogram", "Time of a request, by route.");
        foreach (var (route, histogram) in seconds.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            histogram.Write(text, "fashion_request_seconds", $"route=\"{route}\"");
        Head(text, "fashion_batch_pictures", "histogram", "Pictures in one pass through a model.");
        batches.Write(text, "fashion_batch_pictures", "");
        Single(text, "fashion_requests_in_progress", "gauge", "Requests that are being answered.", Volatile.Read(ref inProgress));
        Single(text, "fashion_pictures_decoding", "gauge", "Pictures that wait or are being decoded.", decoder.Inside);
        Single(text, "fashion_reloads_total", "counter", "Reloads of model and index.", Volatile.Read(ref reloads));
        Single(text, "fashion_failed_reloads_total", "counter", "Reloads that kept the old files.", Volatile.Read(ref failedReloads));
        Single(text, "process_resident_memory_bytes", "gauge", "Memory of the process.", Environment.WorkingSet);
        return text.ToString();
    }

    internal static void Line(StringBuilder text, string name, double value) => text.Append(name).Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static void Head(StringBuilder text, string name, string type, string help) => text.Append($"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private static void Single(StringBuilder text, string name, string type, string help, double value)
    {
        Head(text, name, type, help);
        Line(text, name, value);
    }
}
