using System.Text;
using System.Text.Json.Nodes;

namespace CSharpKernel.Protocol;

/// <summary>The kernel's five sockets, bound, and the signed messages on them.</summary>
internal sealed class KernelSockets : IDisposable
{
    private readonly nint context = Zmq.zmq_ctx_new();
    private readonly MessageCodec codec;
    private readonly string topic = $"kernel.{Guid.NewGuid():N}.";
    private readonly SocketChannel shell, control, stdin, ioPub, heartbeat;

    internal KernelSockets(ConnectionFile file, Action<Message> onShell, Action<Message> onControl, Action<Message> onStdin)
    {
        codec = new MessageCodec(file.Key);
        ioPub = new SocketChannel(context, ZmqSocketType.Pub, "iopub", static (_, _) => { });
        heartbeat = new SocketChannel(context, ZmqSocketType.Rep, "heartbeat", static (channel, frames) => channel.Send(frames));
        stdin = new SocketChannel(context, ZmqSocketType.Router, "stdin", Verified(onStdin));
        control = new SocketChannel(context, ZmqSocketType.Router, "control", Verified(onControl));
        shell = new SocketChannel(context, ZmqSocketType.Router, "shell", Verified(onShell));
        ioPub.Bind(file.Endpoint(file.IoPub));
        heartbeat.Bind(file.Endpoint(file.Heartbeat));
        stdin.Bind(file.Endpoint(file.Stdin));
        control.Bind(file.Endpoint(file.Control));
        shell.Bind(file.Endpoint(file.Shell));
    }

    /// <summary>The ports as `connect_reply` tells them.</summary>
    internal JsonObject Ports() => new()
    {
        ["shell_port"] = Port(shell),
        ["iopub_port"] = Port(ioPub),
        ["stdin_port"] = Port(stdin),
        ["hb_port"] = Port(heartbeat),
        ["control_port"] = Port(control),
    };

    internal void ReplyOnShell(Message request, string type, JsonObject content) => shell.Send(codec.Encode(type, content, request.Header, request.Identities));

    internal void ReplyOnControl(Message request, string type, JsonObject content) => control.Send(codec.Encode(type, content, request.Header, request.Identities));

    internal void AskOnStdin(Message request, JsonObject content) => stdin.Send(codec.Encode("input_request", content, request.Header, request.Identities));

    internal void Publish(string type, JsonObject content, byte[]? parentHeader) =>
        ioPub.Send(codec.Encode(type, content, parentHeader, [Encoding.UTF8.GetBytes(topic + type)]));

    /// <summary>Sends what is queued and closes all sockets; waits at most about a second for slow readers.</summary>
    public void Dispose()
    {
        foreach (SocketChannel channel in new[] { shell, control, stdin, heartbeat, ioPub })
            channel.Dispose();
        _ = Zmq.zmq_ctx_term(context);
    }

    private Action<SocketChannel, List<byte[]>> Verified(Action<Message> handler) => (_, frames) =>
    {
        if (codec.Decode(frames) is { } message)
            handler(message);
    };

    private static int Port(SocketChannel channel) =>
        int.TryParse(channel.Endpoint.AsSpan(channel.Endpoint.LastIndexOfAny([':', '-']) + 1), out int port) ? port : 0;
}
