using System.Buffers;

namespace CSharpKernel.Notebooks;

/// <summary>JSON as Jupyter writes notebooks: sorted keys, one space of indent, text as lists of lines,
/// UTF-8, a line break at the end.</summary>
internal static partial class NotebookText
{
    private static readonly JsonSerializerOptions asJupyter = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = new PythonEncoder()
    };

    internal static string Of(JsonObject notebook)
    {
        JsonNode sorted = Sorted(notebook)!;
        SplitLines(sorted);
        return sorted.ToJsonString(asJupyter) + "\n";
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject entries => new JsonObject(
            entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => KeyValuePair.Create(entry.Key, Sorted(entry.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static void SplitLines(JsonNode notebook)
    {
        foreach (JsonObject cell in (notebook["cells"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Split(cell, "source");
            foreach (JsonObject output in (cell["outputs"] as JsonArray ?? []).OfType<JsonObject>())
            {
                Split(output, "text");
                if (output["data"] is not JsonObject data)
                    continue;
                foreach (string mimeType in data.Select(entry => entry.Key).Where(IsText).ToList())
                    Split(data, mimeType);
            }
        }
    }

    private static bool IsText(string mimeType) =>
        mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType is "application/javascript" or "image/svg+xml";

    private static void Split(JsonObject owner, string name)
    {
        if (owner[name] is JsonValue value && value.TryGetValue(out string? text))
            owner[name] = new JsonArray([.. Line().Matches(text).Select(line => (JsonNode)line.Value)]);
    }

    [GeneratedRegex(@"[^\n]*\n|[^\n]+")]
    private static partial Regex Line();

    /// <summary>Escapes what Python's json escapes and nothing else.</summary>
    private sealed unsafe class PythonEncoder : JavaScriptEncoder
    {
        private static readonly SearchValues<char> escaped = SearchValues.Create(
            [.. Enumerable.Range(0, ' ').Select(code => (char)code), '"', '\\']);

        public override int MaxOutputCharactersPerInputCharacter => 6;

        public override bool WillEncode(int unicodeScalar) => unicodeScalar <= '\\' && escaped.Contains((char)unicodeScalar);

        public override int FindFirstCharacterToEncode(char* text, int textLength) =>
            new ReadOnlySpan<char>(text, textLength).IndexOfAny(escaped);

        public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
        {
            string text = unicodeScalar switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' => $"\\u{unicodeScalar:x4}",
                _ => $"{new Rune(unicodeScalar)}",
            };
            bool fits = text.TryCopyTo(new Span<char>(buffer, bufferLength));
            numberOfCharactersWritten = fits ? text.Length : 0;
            return fits;
        }
    }
}
