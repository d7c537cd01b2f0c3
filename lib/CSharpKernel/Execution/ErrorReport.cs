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

/// <summary>Colours of terminal text, which front ends show in tracebacks.</summary>
internal static class Ansi
{
    internal static string Red(string text) => $"\e[1;31m{text}\e[0m";

    internal static string Green(string text) => $"\e[32m{text}\e[0m";

    internal static string Dim(string text) => $"\e[2m{text}\e[0m";
}
