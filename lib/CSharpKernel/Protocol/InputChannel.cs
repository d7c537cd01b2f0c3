using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace CSharpKernel.Protocol;

/// <summary>Asks the front end for a line of text and waits for its answer.</summary>
internal sealed class InputChannel(Action<Message, JsonObject> ask)
{
    private readonly BlockingCollection<string> answers = [];

    internal void Answered(Message reply)
    {
        if (reply.Type == "input_reply")
            answers.Add(reply.Text("value"));
    }

    /// <exception cref="OperationCanceledException">The cell was interrupted while it waited.</exception>
    internal string Ask(Message request, string prompt, bool password, CancellationToken cancellation)
    {
        while (answers.TryTake(out _))
        {
        }
        ask(request, new JsonObject { ["prompt"] = prompt, ["password"] = password });
        return answers.Take(cancellation);
    }
}
