using System.Globalization;
using System.Net.Sockets;
using System.Text;
using FashionNotebooks.Doors;
using FashionNotebooks.Tests;

namespace FashionNotebooks.Benchmarks;

/// <summary>Good clients of a server, and beside them one that sends damaged photos, broken requests and bombs without a pause.</summary>
internal static class HostileLoad
{
    private const string Search = "/api/search?k=5";

    /// <summary>Usage: hostile MODEL INDEX PICTURES [CLIENTS] [SECONDS].</summary>
    public static async Task Run(string[] args)
    {
        string[] files = [.. Directory.EnumerateFiles(args[2], "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        byte[][] pictures = [.. files.Take(300).Select(File.ReadAllBytes)];
        int clients = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 64;
        var time = TimeSpan.FromSeconds(args.Length > 4 ? int.Parse(args[4], CultureInfo.InvariantCulture) : 300);
        await using ServerProcess server = await ServerProcess.Start("fashion serve", Path.Combine(ProjectRoot.Path, "fashion"),
            "serve", "--model", args[0], "--index", args[1], "--urls", "http://127.0.0.1:18083");
        Console.WriteLine(await LoadClient.Run(server, Search, pictures, clients, time / 10)); // what it holds when nobody means harm
        await Task.Delay(TimeSpan.FromSeconds(5));
        long before = server.Memory;
        using var stop = new CancellationTokenSource();
        Task<SortedDictionary<string, int>> hostile = Attack(server, pictures, stop.Token);
        Console.WriteLine(await LoadClient.Run(server, Search, pictures, clients, time));
        await stop.CancelAsync();
        SortedDictionary<string, int> answers = await hostile;
        await Task.Delay(TimeSpan.FromSeconds(10));
        string said = string.Join(", ", answers.Select(answer => $"{answer.Value} x {answer.Key}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"hostile requests: {said}; memory {before / 1e6:0} MB before, {server.Memory / 1e6:0} MB 10 s after"));
    }

    private static async Task<SortedDictionary<string, int>> Attack(ServerProcess server, byte[][] pictures, CancellationToken stop)
    {
        var answers = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var mutator = new Mutator([.. pictures.Take(40)], Door.Texts("\u0000", "IHDR", "\xff"));
        for (int number = 0; !stop.IsCancellationRequested; number++)
        {
            string status = await Send(server, Body(mutator, number, pictures), number);
            answers[status] = answers.GetValueOrDefault(status) + 1;
        }
        return answers;
    }

    private static byte[] Body(Mutator mutator, int number, byte[][] pictures) => (number % 8) switch
    {
        0 => Huge(pictures[number % pictures.Length]),
        1 => [.. "\x89PNG\r\n\x1a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0x3e, 0x80, 0, 0, 0x3e, 0x80, 8, 2, 0, 0, 0, 0, 0, 0, 0],
        _ => mutator.Make(number),
    };

    // A JPEG that declares 6,000 x 6,000 pixels, within the limits, and holds few of them.
    private static byte[] Huge(byte[] jpeg)
    {
        byte[] result = [.. jpeg];
        int frame = result.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        if (frame >= 0)
            ((ReadOnlySpan<byte>)[0x17, 0x70, 0x17, 0x70]).CopyTo(result.AsSpan(frame + 5));
        return result;
    }

    // Every fourth breaks the protocol too: a body that is cut off, a length that lies, a head without an end.
    private static async Task<string> Send(ServerProcess server, byte[] body, int number)
    {
        using var client = new TcpClient { LingerState = new LingerOption(true, 0) };
        try
        {
            await client.ConnectAsync(server.Http.BaseAddress!.Host, server.Http.BaseAddress.Port);
            NetworkStream stream = client.GetStream();
            int length = number % 4 == 3 ? body.Length + 100 : body.Length;
            string path = number % 3 == 0 ? "/api/explain" : Search;
            string head = $"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
            await stream.WriteAsync(body);
            if (length > body.Length)
                client.Client.Shutdown(SocketShutdown.Send);
            byte[] answer = new byte[12];
            int read = await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false);
            return read == answer.Length ? Encoding.ASCII.GetString(answer, 9, 3) : "closed";
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return "closed";
        }
    }
}
