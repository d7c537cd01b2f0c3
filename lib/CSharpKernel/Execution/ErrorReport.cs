using System.Text.Json.Nodes;

namespace CSharpKernel.Execution;

/// <summary>An error as the protocol carries it.</summary>
/// <param name="Name">The exception's type.</param>
/// <param name="Message">Its message.</param>
/// <param name="Traceback">Lines for the reader, coloured with ANSI codes.</param>
internal sealed record ErrorReport(string Name, string Message, IReadOnlyList<string> Traceback)
{
    internal JsonObject Content() => new()
    {
        ["ename"] = Name,
        ["evalue"] = Message,
        ["traceback"] = new JsonArray([.. Traceback.Select(line => (JsonNode)line)]),
    };

    internal JsonObject Reply(int executionCount)
    {
        JsonObject reply = Content();
        reply["status"] = "error";
        reply["execution_count"] = executionCount;
        reply["payload"] = new JsonArray();
        reply["user_expressions"] = new JsonObject();
        return reply;
    }
}
