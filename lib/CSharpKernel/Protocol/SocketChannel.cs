using System.Collections.Concurrent;

namespace CSharpKernel.Protocol;

/// <summary>
/// A socket with the one thread that may touch it. Others post messages to a queue; a pair of in-process sockets wakes the thread.
/// </summary>
internal sealed class SocketChannel : IDisposable
{
    private static int serial;

    private readonly ZmqSocket socket;
    private readonly ZmqSocket wakeReader;
    private readonly ZmqSocket wakeWriter;
    private readonly ConcurrentQueue<IReadOnlyList<byte[]>> outgoing = new();
    private readonly Action<SocketChannel, List<byte[]>> received;
    private readonly Thread thread;
    private volatile bool closing;

    internal SocketChannel(nint context, ZmqSocketType type, string name, Action<SocketChannel, List<byte[]>> received)
    {
        this.received = received;
        Name = name;
        socket = new ZmqSocket(context, type);
        wakeReader = new ZmqSocket(context, ZmqSocketType.Pair);
        wakeWriter = new ZmqSocket(context, ZmqSocketType.Pair);
        string endpoint = $"inproc://wake-{Interlocked.Increment(ref serial)}";
        wakeReader.Bind(endpoint);
        wakeWriter.Connect(endpoint);
        thread = new Thread(Loop) { IsBackground = true, Name = $"socket {name}" };
    }

    internal string Name { get; }

    /// <summary>The endpoint that was bound or connected.</summary>
    internal string Endpoint { get; private set; } = "";

    internal void Bind(string endpoint)
    {
        Endpoint = socket.Bind(endpoint);
        thread.Start();
    }

    internal void Connect(string endpoint, ReadOnlySpan<byte> identity = default)
    {
        if (!identity.IsEmpty)
            socket.SetIdentity(identity);
        Endpoint = endpoint;
        socket.Connect(endpoint);
        thread.Start();
    }

    internal void SubscribeToAll() => socket.SubscribeToAll();

    /// <summary>Queues a message; order of calls is order on the wire. Safe from any thread, also one that is being aborted.</summary>
    internal void Send(IReadOnlyList<byte[]> frames)
    {
        try
        {
        }
        finally
        {
            // An abort waits for a finally block to end: the queue and the socket never see half an operation.
            lock (wakeWriter)
            {
                if (!closing)
                {
                    outgoing.Enqueue(frames);
                    wakeWriter.Send([[]]);
                }
            }
        }
    }

    /// <summary>Sends what is queued, then closes. Returns when the socket is closed.</summary>
    public void Dispose()
    {
        lock (wakeWriter)
        {
            if (closing)
                return;
            closing = true;
            wakeWriter.Send([[]]);
        }
        if (thread.IsAlive && Thread.CurrentThread != thread)
            thread.Join(TimeSpan.FromSeconds(3));
        wakeWriter.Dispose();
    }

    private unsafe void Loop()
    {
        const short In = 1;
        ZmqPollItem* items = stackalloc ZmqPollItem[2];
        items[0] = new ZmqPollItem { Socket = socket.Handle, Events = In };
        items[1] = new ZmqPollItem { Socket = wakeReader.Handle, Events = In };
        while (!closing || !outgoing.IsEmpty)
        {
            if (Zmq.zmq_poll(items, 2, -1) < 0)
                continue;
            while (wakeReader.TryReceive() is not null)
            {
            }
            while (outgoing.TryDequeue(out IReadOnlyList<byte[]>? frames))
                Guarded(() => socket.Send(frames));
            if (!closing && (items[0].Ready & In) != 0)
                Receive();
        }
        socket.Dispose();
        wakeReader.Dispose();
    }

    private void Receive()
    {
        // A bounded burst: a flood of requests must not keep replies waiting.
        for (int i = 0; i < 64 && socket.TryReceive() is { } frames; i++)
            Guarded(() => received(this, frames));
    }

    /// <summary>No message, however strange, may end the thread of a socket.</summary>
    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            KernelLog.Write($"{Name}: a message was dropped: {e.Message}");
        }
    }
}
