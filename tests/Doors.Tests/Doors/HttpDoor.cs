using System.Net.Sockets;
using FashionNotebooks.Search;
using FashionNotebooks.Web;

namespace FashionNotebooks.Doors;

/// <summary>Requests as bytes on a connection: heads, forms and photos.</summary>
internal static class HttpDoor
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(4.5), first = TimeSpan.FromMilliseconds(60);

    public static Door Create(Workshop workshop)
    {
        var options = new ServerOptions { Model = workshop.Model, Index = workshop.Index(IndexKind.Flat), Urls = "http://127.0.0.1:0" };
        FashionServer server = workshop.Own(FashionServer.StartAsync(options).GetAwaiter().GetResult());
        var address = new Uri(server.Addresses[0]);
        byte[] photo = Workshop.Fixtures("images", "colour.jpg")[0];
        const string part = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.jpg\"\r\n\r\n";
        const string chunked = "POST /api/classify HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
        byte[] form = [.. Part(part), .. photo, .. Part("\r\n--b--\r\n")];
        byte[][] seeds =
        [
            Request("GET /health"), Request("GET /api/similar/1?k=3"), Request("GET /api/items/0/image?size=64"), Request("GET /metrics"),
            Request("POST /api/search?k=2&classify=true", photo), Request("POST /api/explain", photo),
            Request("POST /api/classify", form, "Content-Type: multipart/form-data; boundary=b\r\n"),
            [.. Part(chunked), .. Part($"{photo.Length:x}\r\n"), .. photo, .. Part("\r\n0\r\n\r\n")],
        ];
        byte[][] words = Door.Texts(
            "HTTP/1.1", "GET ", "HEAD ", "POST ", "OPTIONS ", "\r\n", "\r\n\r\n", "Content-Length: 9000000000000\r\n",
                "Content-Length: -1\r\n",
            "Host: x\r\n", "Origin: http://x\r\n", "Transfer-Encoding: chunked\r\n", "Expect: 100-continue\r\n", "boundary=", "--b\r\n",
            "filename=\"", "%00", "%2e%2e/", "?k=", "&class=", "\0", "Range: bytes=0-\r\n", "Upgrade: websocket\r\n", "\xff\xd8");
        return new("http", seeds, words, input =>
        {
            string status = Ask(address, input);
            if (status is "" or "501" or "505" || status[0] == '4') // 501, 505: an encoding or a version of HTTP that nobody has
                throw new InputException($"status {status}");
            if (status[0] == '5')
                throw new InvalidOperationException($"status {status}");
        });
    }

    private static byte[] Part(string text) => Encoding.Latin1.GetBytes(text);

    private static byte[] Request(string line, byte[]? body = null, string more = "") =>
        [.. Part($"{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{more}Content-Length: {body?.Length ?? 0}\r\n\r\n"),
            .. body ?? []];

    // The status of the first answer; empty when the server says nothing.
    private static string Ask(Uri address, ReadOnlySpan<byte> request)
    {
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(true, 0) };
        client.ReceiveTimeout = client.SendTimeout = (int)patience.TotalMilliseconds;
        client.Connect(address.Host, address.Port);
        byte[] answer = new byte[12]; // as far as the status
        int read = 0;
        try
        {
            for (ReadOnlySpan<byte> left = request; left.Length > 0;)
                left = left[client.Send(left)..];
            // The server drops a request whose client has closed its side. Only one that waits for more is told that no more comes.
            if (!client.Poll(first, SelectMode.SelectRead))
                client.Shutdown(SocketShutdown.Send);
            while (read < answer.Length && client.Receive(answer.AsSpan(read)) is > 0 and int more)
                read += more;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown
            or SocketError.ConnectionAborted or SocketError.NotConnected)
        {
            // It may close before it has heard all; what it said counts.
        }
        string text = Encoding.Latin1.GetString(answer, 0, read);
        return text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && read == answer.Length ? text[9..] : "";
    }
}
