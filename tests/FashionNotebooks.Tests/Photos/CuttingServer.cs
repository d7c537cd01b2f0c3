using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FashionNotebooks.Tests.Photos;

/// <summary>A tiny HTTP server that serves one file and, for the first requests, hangs up in the middle.</summary>
internal sealed class CuttingServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly byte[] content;
    private readonly Task loop;
    private int cuts;

    internal CuttingServer(byte[] content, int cuts, bool ranges = true)
    {
        (this.content, this.cuts, Ranges) = (content, cuts, ranges);
        listener.Start();
        loop = Task.Run(ServeAsync);
    }

    internal List<long> Starts { get; } = [];

    internal string Tag { get; set; } = "\"one\"";

    internal bool Ranges { get; }

    internal string Name { get; init; } = "file.zip";

    internal Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/{Name}");

    public void Dispose()
    {
        listener.Stop();
        loop.Wait();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        string request = await RequestAsync(stream);
        string? range = Header(request, "Range"), tag = Header(request, "If-Range");
        long from = Ranges && range is not null && (tag is null || tag == Tag)
            ? long.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture) : 0;
        Starts.Add(from);
        string status = !request.StartsWith($"GET /{Name} ", StringComparison.Ordinal)
            ? "404 Not Found" : from > 0 ? "206 Partial Content" : "200 OK";
        byte[] body = status[0] == '4' ? [] : content[(int)from..];
        string head = $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nETag: {Tag}\r\nConnection: close\r\n"
            + (from > 0 ? $"Content-Range: bytes {from}-{content.Length - 1}/{content.Length}\r\n" : "") + "\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        await stream.WriteAsync(body.AsMemory(0, cuts-- > 0 ? body.Length / 2 : body.Length));
    }

    private static string? Header(string request, string name) =>
        request.Split("\r\n").FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..]
            .Trim();

    private static async Task<string> RequestAsync(NetworkStream stream)
    {
        byte[] buffer = new byte[8192];
        int length = 0;
        do
            length += await stream.ReadAsync(buffer.AsMemory(length));
        while (!Encoding.ASCII.GetString(buffer, 0, length).EndsWith("\r\n\r\n", StringComparison.Ordinal));
        return Encoding.ASCII.GetString(buffer, 0, length);
    }
}
