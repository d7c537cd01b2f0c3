using CSharpKernel.LanguageService;

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

    /// <summary>Whether Enter should run the text or start another line, and how far that is indented.</summary>
    internal static JsonObject IsComplete(Message request)
    {
        const int indent = 4;
        string code = request.Text("code");
        SyntaxTree tree = CompilerOptions.Parse(CellReader.CodeOnly(code));
        bool invalid = tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error);
        if (SyntaxFactory.IsCompleteSubmission(tree))
            return new JsonObject { ["status"] = invalid ? "invalid" : "complete" };
        int depth = Math.Max(0, code.Count(c => c == '{') - code.Count(c => c == '}'));
        return new JsonObject { ["status"] = "incomplete", ["indent"] = new string(' ', depth * indent) };
    }

    /// <summary>Text about a name, for <c>#!help</c>.</summary>
    internal string? Help(string name) => inspection.At(name, name.Length)?.Text;

    private static (string Code, int Position) Cursor(Message request)
    {
        string code = request.Text("code");
        return (code, CodePoints.ToUtf16(code, Math.Max(0, request.Number("cursor_pos", int.MaxValue))));
    }
}

/// <summary>Cursor positions: Jupyter counts code points, .NET counts UTF-16 units.</summary>
internal static class CodePoints
{
    internal static int ToUtf16(string text, int position) => text.EnumerateRunes().Take(position).Sum(rune => rune.Utf16SequenceLength);

    internal static int FromUtf16(string text, int index) => text[..index].EnumerateRunes().Count();
}
