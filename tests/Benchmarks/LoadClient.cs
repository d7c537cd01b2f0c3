using System.Diagnostics;
using System.Globalization;

namespace FashionNotebooks.Benchmarks;

/// <summary>Clients that ask again as soon as they are answered.</summary>
internal static class LoadClient
{
    /// <summary>Lets clients ask for a time; one line with what came of it.</summary>
    public static async Task<string> Run(ServerProcess server, string address, byte[][] pictures, int clients, TimeSpan time)
    {
        long begin = Stopwatch.GetTimestamp(), memory = server.Memory;
        TimeSpan busy = server.ProcessorTime;
        (List<double> Times, int Errors)[] results = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Ask(server, address, pictures, client, begin, time)));
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        double[] times = [.. results.SelectMany(result => result.Times).Order()];
        return string.Create(CultureInfo.InvariantCulture,
            $"  {server.Name,-22} {times.Length / seconds,7:0} requests/s  p50 {At(times, 0.5),7:0.0} ms  p99 {At(times, 0.99),7:0.0} ms  errors {results.Sum(result => result.Errors)}"
            + $"  memory {memory / 1e6:0} -> {server.Memory / 1e6:0} MB  server's CPU {(server.ProcessorTime - busy).TotalSeconds / seconds:0.00} cores");
    }

    private static async Task<(List<double>, int)> Ask(ServerProcess server, string address, byte[][] pictures, int client, long begin, TimeSpan time)
    {
        var times = new List<double>();
        int errors = 0;
        for (int i = client; Stopwatch.GetElapsedTime(begin) < time; i += 7)
        {
            long start = Stopwatch.GetTimestamp();
            try
            {
                using var body = new ByteArrayContent(pictures[i % pictures.Length]);
                using HttpResponseMessage answer = await server.Http.PostAsync(new Uri(address, UriKind.Relative), body);
                await answer.Content.ReadAsByteArrayAsync();
                if (!answer.IsSuccessStatusCode)
                    errors++;
            }
            catch (HttpRequestException)
            {
                errors++;
            }
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return (times, errors);
    }

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
}
