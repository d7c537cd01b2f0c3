using System.Runtime.InteropServices;
using System.Text;

namespace CSharpKernel.Protocol;

/// <summary>A multi-part message socket. Not thread-safe: one thread owns it.</summary>
internal sealed unsafe class ZmqSocket : IDisposable
{
    private const int Identity = 5, Subscribe = 6, Linger = 17, SendHighWater = 23, ReceiveHighWater = 24, LastEndpoint = 32;
    private const int DontWait = 1, SendMore = 2;

    private nint handle;

    internal ZmqSocket(nint context, ZmqSocketType type)
    {
        handle = Zmq.zmq_socket(context, (int)type);
        if (handle == 0)
            Zmq.Check(-1, "cannot open a socket");
        // Nothing is ever dropped: a slow reader of iopub would otherwise lose output after 1,000 messages.
        Set(SendHighWater, 0);
        Set(ReceiveHighWater, 0);
        Set(Linger, 1000);
    }

    internal nint Handle => handle;

    internal void SetIdentity(ReadOnlySpan<byte> identity) => SetBytes(Identity, identity);

    internal void SubscribeToAll() => SetBytes(Subscribe, []);

    /// <summary>Binds and returns the real endpoint: port 0 becomes a free port.</summary>
    internal string Bind(string endpoint)
    {
        Zmq.Check(Zmq.zmq_bind(handle, endpoint), $"cannot bind {endpoint}");
        byte* text = stackalloc byte[512];
        nuint size = 512;
        Zmq.Check(Zmq.zmq_getsockopt(handle, LastEndpoint, text, ref size), "cannot read the endpoint");
        return Encoding.UTF8.GetString(text, (int)size - 1);
    }

    internal void Connect(string endpoint) => Zmq.Check(Zmq.zmq_connect(handle, endpoint), $"cannot connect to {endpoint}");

    internal void Send(IReadOnlyList<byte[]> frames)
    {
        for (int i = 0; i < frames.Count; i++)
            Zmq.Check(Zmq.zmq_send(handle, frames[i], (nuint)frames[i].Length, i + 1 < frames.Count ? SendMore : 0), "cannot send");
    }

    /// <summary>Reads one whole message, or null when none waits.</summary>
    internal List<byte[]>? TryReceive()
    {
        var frames = new List<byte[]>(8);
        bool more = true;
        while (more)
        {
            ZmqFrame frame;
            Zmq.Check(Zmq.zmq_msg_init(&frame), "cannot receive");
            if (Zmq.zmq_msg_recv(&frame, handle, frames.Count == 0 ? DontWait : 0) < 0)
                return null;
            byte[] bytes = new byte[(int)Zmq.zmq_msg_size(&frame)];
            Marshal.Copy(Zmq.zmq_msg_data(&frame), bytes, 0, bytes.Length);
            frames.Add(bytes);
            more = Zmq.zmq_msg_more(&frame) != 0;
            _ = Zmq.zmq_msg_close(&frame);
        }
        return frames;
    }

    public void Dispose()
    {
        if (handle != 0)
            _ = Zmq.zmq_close(handle);
        handle = 0;
    }

    private void Set(int option, int value) => Zmq.Check(Zmq.zmq_setsockopt(handle, option, value, sizeof(int)), "cannot set a socket option");

    private void SetBytes(int option, ReadOnlySpan<byte> value) =>
        Zmq.Check(Zmq.zmq_setsockopt_bytes(handle, option, value, (nuint)value.Length), "cannot set a socket option");
}
