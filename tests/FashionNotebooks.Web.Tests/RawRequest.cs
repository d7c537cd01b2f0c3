using System.Net.Sockets;
using System.Text;

namespace FashionNotebooks.Web.Tests;

/// <summary>Bytes that no well-behaved client would send.</summary>
internal static class RawRequest
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Sends a request and reads until the server closes.</summary>
    public static async Task<string> Status(Client client, string request)
    {
        using TcpClient tcp = await Open(client);
        NetworkStream stream = tcp.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request)).AsTask().WaitAsync(Patience);
        }
        catch (IOException)
        {
            // It may close before it has heard all; what it said is still to be read.
        }
        return await Read(stream);
    }

    public static async Task<TcpClient> Open(Client client)
    {
        var address = new Uri(client.Server.Addresses[0]);
        var tcp = new TcpClient();
        await tcp.ConnectAsync(address.Host, address.Port);
        return tcp;
    }

    /// <summary>All that the server says until it closes.</summary>
    public static async Task<string> Read(Stream stream)
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer).AsTask().WaitAsync(Patience) is > 0 and int read)
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // A reset after the answer: the server did not want the rest of the request.
        }
        return text.ToString();
    }
}
