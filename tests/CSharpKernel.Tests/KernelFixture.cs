using System.Diagnostics;
using System.Text.Json.Nodes;
using CSharpKernel.Notebooks;
using CSharpKernel.Protocol;

namespace CSharpKernel.Tests;

/// <summary>One kernel process for all protocol tests, and the calls that they share.</summary>
public sealed class KernelFixture : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly KernelProcess kernel = new(KernelSpec.Own, Path.GetTempPath(), new Dictionary<string, string>());

    private readonly Dictionary<string, Message> replies = [];
    private readonly List<Message> published = [];

    internal KernelClient Client => kernel.Client;

    internal ConnectionFile Connection => kernel.Connection;

    public void Dispose() => kernel.Dispose();

    internal (Message Reply, List<Message> Published) Run(string code) => Run(KernelClient.ExecuteContent(code));

    internal (Message Reply, List<Message> Published) Run(JsonObject content) => Collect(Client.SendShell("execute_request", content));

    internal (Message Reply, List<Message> Published) Ask(string type, JsonObject content) => Collect(Client.SendShell(type, content));

    /// <summary>The reply to a request and all that was published for it, from busy to idle. What belongs to
    /// other requests is kept for them.</summary>
    internal (Message Reply, List<Message> Published) Collect(string request, bool onControl = false, bool stopAtReply = false)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            while ((onControl ? Client.Control : Client.Shell).TryTake(out Message? answer))
                replies[answer.ParentId] = answer;
            while (Client.IoPub.TryTake(out Message? message, 10))
                published.Add(message);
            Message? reply = replies.GetValueOrDefault(request);
            bool idle = published.Any(message => message.ParentId == request && message.Type == "status"
                && message.Text("execution_state") == "idle");
            if (reply is not null && (idle || stopAtReply))
                return (reply, Taken(request));
            if (Stopwatch.GetElapsedTime(start) > Limit)
                throw new TimeoutException($"no {(reply is null ? "reply" : "idle")} to {request}");
        }
    }

    /// <summary>A message that arrives for a request which ended before.</summary>
    internal Message Late(string type, string request)
    {
        while (true)
        {
            if (published.FirstOrDefault(message => message.Type == type && message.ParentId == request) is { } found)
                return found;
            published.Add(Client.IoPub.TryTake(out Message? next, Limit) ? next : throw new TimeoutException($"no late {type}"));
        }
    }

    private List<Message> Taken(string request)
    {
        List<Message> own = [.. published.Where(message => message.ParentId == request)];
        published.RemoveAll(message => message.ParentId == request);
        replies.Remove(request);
        return own;
    }

    /// <summary>Starts a cell and returns when it runs.</summary>
    internal string StartCell(string code, bool allowStdin = false)
    {
        string request = Client.SendShell("execute_request", KernelClient.ExecuteContent(code, allowStdin));
        while (!(Client.IoPub.TryTake(out Message? message, Limit) && message.ParentId == request && message.Type == "execute_input"))
        {
        }
        return request;
    }

    internal static string Text(List<Message> published, string stream = "stdout") =>
        string.Concat(published.Where(message => message.Type == "stream" && message.Text("name") == stream)
            .Select(message => message.Text("text")));

    internal static string Data(Message message, string mimeType = "text/plain") =>
        message.Content.GetProperty("data").GetProperty(mimeType).ToString();
}
