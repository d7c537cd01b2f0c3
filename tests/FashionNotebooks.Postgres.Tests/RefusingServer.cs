using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FashionNotebooks.Postgres.Tests;

/// <summary>Speaks as much of PostgreSQL's protocol as it takes to ask for a password and refuse it with some error.</summary>
internal sealed class RefusingServer : IDisposable
{
    private const int Version3 = 196608;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    internal RefusingServer(string state, string message)
    {
        listener.Start();
        _ = Serve(Encoding.UTF8.GetBytes($"SFATAL\0VFATAL\0C{state}\0M{message}\0\0"));
    }

    internal int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What clients sent as passwords.</summary>
    internal List<string> Passwords { get; } = [];

    public void Dispose() => listener.Dispose();

    private async Task Serve(byte[] error)
    {
        while (true)
        {
            using TcpClient client = await listener.AcceptTcpClientAsync();
            try
            {
                await Refuse(client.GetStream(), error);
            }
            catch (IOException)
            {
                // The client had no password to give.
            }
        }
    }

    private async Task Refuse(NetworkStream stream, byte[] error)
    {
        while (BinaryPrimitives.ReadInt32BigEndian(await Message(stream)) != Version3)
            await stream.WriteAsync("N"u8.ToArray()); // neither TLS nor GSS
        await stream.WriteAsync((byte[])[(byte)'R', 0, 0, 0, 8, 0, 0, 0, 3]); // the password in clear text, please
        await stream.ReadExactlyAsync(new byte[1]);
        Passwords.Add(Encoding.UTF8.GetString(await Message(stream)).TrimEnd('\0'));
        byte[] head = [(byte)'E', 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(1), error.Length + 4);
        await stream.WriteAsync((byte[])[.. head, .. error]);
    }

    // Its length, itself included, then its content.
    private static async Task<byte[]> Message(NetworkStream stream)
    {
        byte[] length = new byte[4];
        await stream.ReadExactlyAsync(length);
        byte[] content = new byte[BinaryPrimitives.ReadInt32BigEndian(length) - 4];
        await stream.ReadExactlyAsync(content);
        return content;
    }
}
