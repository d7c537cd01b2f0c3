using System.Text;
using System.Text.Json.Nodes;
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

    /// <exception cref="InvalidDataException">A port is taken or the address is not of this machine.</exception>
    internal KernelSockets(ConnectionFile file, Action<Message> onShell, Action<Message> onControl, Action<Message> onStdin)
    {
        this.file = file;
        codec = new MessageCodec(file.Key);
        ioPub = Bound(new PublisherSocket(), file.IoPub, null);
        heartbeat = Bound(new ResponseSocket(), file.Heartbeat, frames => heartbeat!.SendMultipartBytes(frames));
        stdin = Bound(new RouterSocket(), file.Stdin, Verified(onStdin));
        control = Bound(new RouterSocket(), file.Control, Verified(onControl));
        shell = Bound(new RouterSocket(), file.Shell, Verified(onShell));
        loop.Start("sockets");
    }

    /// <summary>The ports as `connect_reply` tells them.</summary>
    internal JsonObject Ports() => new()
    {
        ["shell_port"] = file.Shell,
        ["iopub_port"] = file.IoPub,
        ["stdin_port"] = file.Stdin,
        ["hb_port"] = file.Heartbeat,
        ["control_port"] = file.Control,
    };

    internal void ReplyOnShell(Message request, string type, JsonObject content) => Send(shell, request, type, content);

    internal void ReplyOnControl(Message request, string type, JsonObject content) => Send(control, request, type, content);

    internal void AskOnStdin(Message request, JsonObject content) => Send(stdin, request, "input_request", content);

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

    private void Send(NetMQSocket socket, Message request, string type, JsonObject content) =>
        loop.Send(socket, codec.Encode(type, content, request.Header, request.Identities));

    private Action<List<byte[]>> Verified(Action<Message> handler) => frames =>
    {
        if (codec.Decode(frames) is { } message)
            handler(message);
    };
}
