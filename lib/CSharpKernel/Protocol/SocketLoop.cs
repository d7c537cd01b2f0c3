using NetMQ;

namespace CSharpKernel.Protocol;

/// <summary>Sockets and the one thread that may touch them. Others post messages, which go out in the order of the calls.</summary>
internal sealed class SocketLoop : IDisposable
{
    private readonly List<NetMQSocket> sockets = [];
    private readonly ConcurrentQueue<(NetMQSocket Socket, IReadOnlyList<byte[]> Frames)> outgoing = new();
    private readonly NetMQQueue<bool> wake = new();
    private readonly NetMQPoller poller = [];
    private bool closed;

    internal SocketLoop()
    {
        wake.ReceiveReady += (_, _) => SendPosted();
        poller.Add(wake);
    }

    /// <summary>Takes a socket over; bind or connect it, then <see cref="Start"/>.</summary>
    /// <param name="received">Gets each message on the loop's thread; null for a socket that only sends.</param>
    internal void Add(NetMQSocket socket, Action<List<byte[]>>? received)
    {
        sockets.Add(socket);
        // Nothing is ever dropped: a slow reader of iopub would otherwise lose output after 1,000 messages.
        socket.Options.SendHighWatermark = socket.Options.ReceiveHighWatermark = 0;
        socket.Options.Linger = TimeSpan.FromSeconds(1);
        if (received is not null)
        {
            socket.ReceiveReady += (_, _) => Guarded(() => Receive(socket, received));
            poller.Add(socket);
        }
    }

    internal void Start(string name) => poller.RunAsync(name, isBackgroundThread: true);

    /// <summary>Posts a message. Safe from any thread, also one that is being aborted.</summary>
    internal void Send(NetMQSocket socket, IReadOnlyList<byte[]> frames)
    {
        try
        {
        }
        finally
        {
            // An abort waits for a finally block to end. An interrupt may cost this call's wake-up; the next one then sends both.
            lock (wake)
            {
                if (!closed)
                {
                    outgoing.Enqueue((socket, frames));
                    wake.Enqueue(true);
                }
            }
        }
    }

    /// <summary>Sends what was posted, then closes all sockets.</summary>
    public void Dispose()
    {
        lock (wake)
        {
            if (closed)
                return;
            closed = true;
        }
        // Once the thread has ended, the sockets are this one's.
        poller.Dispose();
        SendPosted();
        sockets.ForEach(socket => socket.Dispose());
        wake.Dispose();
    }

    private void SendPosted()
    {
        while (wake.TryDequeue(out _, TimeSpan.Zero))
        {
        }
        while (outgoing.TryDequeue(out (NetMQSocket Socket, IReadOnlyList<byte[]> Frames) message))
            Guarded(() => message.Socket.SendMultipartBytes(message.Frames));
    }

    private static void Receive(NetMQSocket socket, Action<List<byte[]>> received)
    {
        var frames = new List<byte[]>();
        if (socket.TryReceiveMultipartBytes(ref frames))
            received(frames);
    }

    /// <summary>No message, however strange, may end the thread.</summary>
    private static void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            KernelLog.Write($"a message was dropped: {e.Message}");
        }
    }
}
