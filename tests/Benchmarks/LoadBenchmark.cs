using System.Globalization;
using System.Text.Json;
using FashionNotebooks.Tests;

namespace FashionNotebooks.Benchmarks;

/// <summary>
/// Many clients that search by picture at once, against <c>fashion serve</c> and against a plain Python server with PyTorch that does the
/// same, in turn. Clients and servers share the machine.
/// </summary>
internal static class LoadBenchmark
{
    private const string Search = "/api/search?k=5";

    /// <summary>Usage: [THREADS] [ROUNDS] load MODEL INDEX PICTURES [CLIENTS] [SECONDS].</summary>
    public static async Task Run(int threads, int rounds, string[] args)
    {
        if (args.Length < 3)
            throw new ArgumentException("usage: Benchmarks THREADS ROUNDS load MODEL INDEX PICTURES [CLIENTS] [SECONDS]; the model must "
                + "be a mobilenet-like classifier that made the index");
        byte[][] pictures = [.. Directory.EnumerateFiles(args[2], "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Take(500).Select(File.ReadAllBytes)];
        int clients = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 64;
        var time = TimeSpan.FromSeconds(args.Length > 4 ? int.Parse(args[4], CultureInfo.InvariantCulture) : 30);
        string count = threads.ToString(CultureInfo.InvariantCulture);
        await using ServerProcess ours = await ServerProcess.Start("fashion serve", Path.Combine(ProjectRoot.Path, "fashion"),
            "serve", "--model", args[0], "--index", args[1], "--urls", "http://127.0.0.1:18081", "--threads", count);
        await using ServerProcess peer = await ServerProcess.Start("Python with PyTorch", "/usr/bin/python3",
            Path.Combine(AppContext.BaseDirectory, "serve_peer.py"), args[0], args[1], "18082");
        double agreement = await Agreement(ours, peer, pictures);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{clients} clients, {rounds} rounds of {time.TotalSeconds:0} s, {pictures.Length} pictures of "
                + $"{pictures.Average(picture => picture.Length) / 1000:0} kB on average; first results agree for {agreement:0} %"));
        var ratios = new List<double>();
        for (int round = 0; round < rounds; round++)
        {
            LoadResult mine = await LoadClient.Run(ours, Search, pictures, clients, time);
            Console.WriteLine(mine);
            LoadResult its = await LoadClient.Run(peer, Search, pictures, clients, time);
            Console.WriteLine(its);
            ratios.Add(mine.Throughput / its.Throughput);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ours.Name} answers {Comparison.Median(ratios):0.00}x the "
            + $"requests of {peer.Name} [{ratios.Min():0.00}-{ratios.Max():0.00}]"));
    }

    private static async Task<double> Agreement(ServerProcess ours, ServerProcess peer, byte[][] pictures)
    {
        int equal = 0, asked = Math.Min(100, pictures.Length);
        foreach (byte[] picture in pictures.Take(asked))
            equal += await First(ours, picture) == await First(peer, picture) ? 1 : 0;
        return 100.0 * equal / asked;
    }

    private static async Task<string> First(ServerProcess server, byte[] picture)
    {
        using var body = new ByteArrayContent(picture);
        using HttpResponseMessage answer = await server.Http.PostAsync(new Uri(Search, UriKind.Relative), body);
        using JsonDocument document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return Path.GetFileName(document.RootElement.GetProperty("results")[0].GetProperty("name").GetString()!);
    }
}
