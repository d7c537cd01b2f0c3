using System.Text.Json.Nodes;
using CSharpKernel.Execution;
using CSharpKernel.LanguageService;
using CSharpKernel.Protocol;
using Microsoft.DotNet.Interactive.Formatting;

namespace CSharpKernel.Server;

/// <summary>Answers questions about code: completion, inspection, completeness.</summary>
internal sealed class LanguageRequests(SubmissionChain chain)
{
    private readonly Completion completion = new(chain);
    private readonly Inspection inspection = new(chain);

    internal JsonObject Complete(Message request)
    {
        (string code, int position) = Cursor(request);
        (int start, IReadOnlyList<CompletionItem> items) = completion.At(code, position);
        int from = CodePoints.FromUtf16(code, start), to = CodePoints.FromUtf16(code, position);
        JsonNode Describe(CompletionItem item) => new JsonObject
        {
            ["start"] = from,
            ["end"] = to,
            ["text"] = item.Text,
            ["type"] = item.Kind,
            ["signature"] = item.Signature,
        };
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. items.Select(item => (JsonNode)item.Text)]),
            ["cursor_start"] = from,
            ["cursor_end"] = to,
            ["metadata"] = new JsonObject { ["_jupyter_types_experimental"] = new JsonArray([.. items.Select(Describe)]) },
        };
    }

    internal JsonObject Inspect(Message request)
    {
        (string code, int position) = Cursor(request);
        (string Text, string Markdown)? found = inspection.At(code, position);
        var data = new JsonObject();
        if (found is { } text)
        {
            data[PlainTextFormatter.MimeType] = text.Text;
            data["text/markdown"] = text.Markdown;
        }
        return new JsonObject { ["status"] = "ok", ["found"] = found is not null, ["data"] = data, ["metadata"] = new JsonObject() };
    }

    internal static JsonObject IsComplete(Message request)
    {
        (string status, string indent) = Completeness.Of(request.Text("code"));
        var reply = new JsonObject { ["status"] = status };
        if (status == "incomplete")
            reply["indent"] = indent;
        return reply;
    }

    /// <summary>Text about a name, for <c>#!help</c>.</summary>
    internal string? Help(string name) => inspection.At(name, name.Length)?.Text;

    private static (string Code, int Position) Cursor(Message request)
    {
        string code = request.Text("code");
        return (code, CodePoints.ToUtf16(code, Math.Max(0, request.Number("cursor_pos", int.MaxValue))));
    }
}
