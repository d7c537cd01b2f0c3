using System.Diagnostics;
using NetMQ;
using NetMQ.Sockets;

namespace CSharpKernel.Notebooks;

/// <summary>The front end's side of the protocol.</summary>
internal sealed class KernelClient : IDisposable
{
    private readonly SocketLoop loop = new();
    private readonly MessageCodec codec;
    private readonly NetMQSocket shell, control, stdin;

    internal KernelClient(ConnectionFile file, string? key = null)
    {
        codec = new MessageCodec(key ?? file.Key);
        // One identity on all sockets: the kernel addresses its question to the one that sent the request.
        byte[] identity = Guid.NewGuid().ToByteArray();
        identity[0] |= 1;
        NetMQSocket Connected(NetMQSocket socket, int port, Action<List<byte[]>> received)
        {
            socket.Options.Identity = identity;
            loop.Add(socket, received);
            socket.Connect(file.Endpoint(port));
            return socket;
        }
        var ioPub = new SubscriberSocket();
        ioPub.SubscribeToAnyTopic();
        Connected(ioPub, file.IoPub, Into(IoPub));
        stdin = Connected(new DealerSocket(), file.Stdin, Into(Stdin));
        control = Connected(new DealerSocket(), file.Control, Into(Control));
        shell = Connected(new DealerSocket(), file.Shell, Into(Shell));
        loop.Start("client");
    }

    /// <summary>Messages as they arrive, by socket.</summary>
    internal BlockingCollection<Message> Shell { get; } = [];

    internal BlockingCollection<Message> Control { get; } = [];

    internal BlockingCollection<Message> Stdin { get; } = [];

    internal BlockingCollection<Message> IoPub { get; } = [];

    /// <summary>Sends on shell and returns the message's id.</summary>
    internal string SendShell(string type, JsonObject content) => Send(shell, type, content);

    internal string SendControl(string type, JsonObject content) => Send(control, type, content);

    internal void Answer(Message question, string value) =>
        loop.Send(stdin, codec.Encode("input_reply", new JsonObject { ["status"] = "ok", ["value"] = value }, question.Header, []));

    /// <summary>Sends frames as they are, for tests of what must be dropped.</summary>
    internal void SendRaw(IReadOnlyList<byte[]> frames) => loop.Send(shell, frames);

    internal static JsonObject ExecuteContent(string code, bool allowStdin = false) => new()
    {
        ["code"] = code,
        ["silent"] = false,
        ["store_history"] = true,
        ["user_expressions"] = new JsonObject(),
        ["allow_stdin"] = allowStdin,
        ["stop_on_error"] = true,
    };

    /// <summary>Waits until the kernel answers and its iopub reaches us; a subscriber misses what was sent before.</summary>
    /// <exception cref="TimeoutException">The kernel did not answer in time.</exception>
    internal void WaitUntilReady(TimeSpan limit, Func<bool> alive)
    {
        long start = Stopwatch.GetTimestamp();
        while (alive() && Stopwatch.GetElapsedTime(start) < limit)
        {
            string id = SendShell("kernel_info_request", []);
            Message? reply = null;
            while (Shell.TryTake(out Message? message, reply is null ? 2000 : 0))
                reply = message.ParentId == id ? message : reply;
            if (reply is null)
                continue;
            while (IoPub.TryTake(out Message? status, 100))
            {
                if (status.ParentId == id && status.Text("execution_state") == "idle")
                    return;
            }
        }
        throw new TimeoutException($"the kernel did not answer within {limit.TotalSeconds} s");
    }

    public void Dispose()
    {
        loop.Dispose();
        foreach (BlockingCollection<Message> queue in new[] { Shell, Control, Stdin, IoPub })
            queue.Dispose();
    }

    private string Send(NetMQSocket socket, string type, JsonObject content)
    {
        List<byte[]> frames = codec.Encode(type, content, null, []);
        loop.Send(socket, frames);
        return (string)JsonNode.Parse(frames[2])!["msg_id"]!;
    }

    private Action<List<byte[]>> Into(BlockingCollection<Message> queue) => frames =>
    {
        if (codec.Decode(frames) is { } message)
            queue.Add(message);
    };
}
