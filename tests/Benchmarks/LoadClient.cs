using System.Diagnostics;

namespace FashionNotebooks.Benchmarks;

/// <summary>Clients that ask again as soon as they are answered.</summary>
internal static class LoadClient
{
    /// <summary>Lets clients ask for a time.</summary>
    public static async Task<LoadResult> Run(ServerProcess server, string address, byte[][] pictures, int clients, TimeSpan time)
    {
        long begin = Stopwatch.GetTimestamp(), before = server.Memory;
        TimeSpan busy = server.ProcessorTime;
        Task<(List<double> Times, int Errors)[]> asking = Task.WhenAll(
            Enumerable.Range(0, clients).Select(client => Ask(server, address, pictures, client, begin, time)));
        await Task.Delay(time / 2);
        long halfway = server.Memory;
        (List<double> Times, int Errors)[] results = await asking;
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds, cores = (server.ProcessorTime - busy).TotalSeconds / seconds;
        double[] times = [.. results.SelectMany(result => result.Times).Order()];
        return new LoadResult(
            server.Name, times.Length / seconds, At(times, 0.5), At(times, 0.99), results.Sum(result => result.Errors),
            [before, halfway, server.Memory], cores);
    }

    private static async Task<(List<double>, int)> Ask(
        ServerProcess server, string address, byte[][] pictures, int client, long begin, TimeSpan time)
    {
        var times = new List<double>();
        int errors = 0;
        for (int i = client; Stopwatch.GetElapsedTime(begin) < time; i += 7)
        {
            long start = Stopwatch.GetTimestamp();
            if (await Answers(server, address, pictures[i % pictures.Length]))
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            else
                errors++;
        }
        return (times, errors);
    }

    private static async Task<bool> Answers(ServerProcess server, string address, byte[] picture)
    {
        try
        {
            using var body = new ByteArrayContent(picture);
            using HttpResponseMessage answer = await server.Http.PostAsync(new Uri(address, UriKind.Relative), body);
            await answer.Content.ReadAsByteArrayAsync();
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException) // refused or cut off; later than HttpClient waits
        {
            return false;
        }
    }

    private static double At(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
}
