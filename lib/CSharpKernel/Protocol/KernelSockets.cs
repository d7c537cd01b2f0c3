using NetMQ;
using NetMQ.Sockets;

namespace CSharpKernel.Protocol;

/// <summary>The kernel's five sockets, bound, and the signed messages on them.</summary>
internal sealed class KernelSockets : IDisposable
{
    private const long LargestFrame = 16 << 20;

    private readonly SocketLoop loop = new();
    private readonly ConnectionFile file;
    private readonly MessageCodec codec;
    private readonly string topic = $"kernel.{Guid.NewGuid():N}.";
    private readonly NetMQSocket shell, control, stdin, ioPub, heartbeat;
    private readonly BlockingCollection<string> answers = [];

    /// <exception cref="InvalidDataException">A port is taken or the address is not of this machine.</exception>
    internal KernelSockets(ConnectionFile file, Action<Message> onShell, Action<Message> onControl)
    {
        this.file = file;
        codec = new MessageCodec(file.Key);
        ioPub = Bound(new PublisherSocket(), file.IoPub, null);
        heartbeat = Bound(new ResponseSocket(), file.Heartbeat, frames => heartbeat!.SendMultipartBytes(frames));
        stdin = Listening(file.Stdin, OnStdin);
        control = Listening(file.Control, onControl);
        shell = Listening(file.Shell, onShell);
        loop.Start("sockets");
    }

    /// <summary>Answers a request where it arrived.</summary>
    internal void Reply(Message request, JsonObject content) => Send(request.Socket!, request, request.ReplyType, content);

    /// <summary>Asks the front end that sent a request for a line of text and waits for it.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted while it waited.</exception>
    internal string Ask(Message request, string prompt, bool password, CancellationToken cancellation)
    {
        while (answers.TryTake(out _))
        {
        }
        Send(stdin, request, "input_request", new JsonObject { ["prompt"] = prompt, ["password"] = password });
        return answers.Take(cancellation);
    }

    internal void Publish(string type, JsonObject content, byte[]? parentHeader) =>
        loop.Send(ioPub, codec.Encode(type, content, parentHeader, [Encoding.UTF8.GetBytes(topic + type)]));

    /// <summary>Sends what is posted and closes all sockets; waits at most about a second for slow readers.</summary>
    public void Dispose()
    {
        loop.Dispose();
        // Waits until the sockets have lingered; on a thread of its own, because a process that shall end must not depend on it.
        var cleanup = new Thread(() => NetMQConfig.Cleanup(block: true)) { IsBackground = true, Name = "cleanup" };
        cleanup.Start();
        cleanup.Join(TimeSpan.FromSeconds(2));
    }

    private NetMQSocket Bound(NetMQSocket socket, int port, Action<List<byte[]>>? received)
    {
        loop.Add(socket, received);
        // A stranger's frame that claims to be larger ends its connection before any memory is taken.
        socket.Options.MaxMsgSize = LargestFrame;
        try
        {
            socket.Bind(file.Endpoint(port));
        }
        catch (NetMQException e)
        {
            throw new InvalidDataException($"cannot listen on {file.Endpoint(port)}: {e.Message}", e);
        }
        return socket;
    }

    private NetMQSocket Listening(int port, Action<Message> handler)
    {
        var socket = new RouterSocket();
        return Bound(socket, port, frames =>
        {
            if (codec.Decode(frames) is { } message)
                handler(message with { Socket = socket });
        });
    }

    private void OnStdin(Message reply)
    {
        if (reply.Type == "input_reply")
            answers.Add(reply.Text("value"));
    }

    private void Send(NetMQSocket socket, Message request, string type, JsonObject content) =>
        loop.Send(socket, codec.Encode(type, content, request.Header, request.Identities));
}
