using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CSharpKernel.Notebooks;

/// <summary>JSON as Jupyter writes notebooks: sorted keys, one space of indent, text as lists of lines, UTF-8, a line break at the end.</summary>
internal static class NotebookText
{
    internal static string Of(JsonObject notebook)
    {
        var text = new StringBuilder();
        Write(text, SplitLines((JsonObject)notebook.DeepClone()), 0);
        return text.Append('\n').ToString();
    }

    private static JsonObject SplitLines(JsonObject notebook)
    {
        foreach (JsonObject cell in (notebook["cells"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Split(cell, "source");
            foreach (JsonObject output in (cell["outputs"] as JsonArray ?? []).OfType<JsonObject>())
            {
                Split(output, "text");
                if (output["data"] is not JsonObject data)
                    continue;
                foreach (string mimeType in data.Select(entry => entry.Key).ToList())
                {
                    if (mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType is "application/javascript" or "image/svg+xml")
                        Split(data, mimeType);
                }
            }
        }
        return notebook;
    }

    private static void Split(JsonObject owner, string name)
    {
        if (owner[name] is not JsonValue value || !value.TryGetValue(out string? text))
            return;
        var lines = new JsonArray();
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = text.IndexOf('\n', start) + 1;
            if (end == 0)
                end = text.Length;
            lines.Add(text[start..end]);
        }
        owner[name] = lines;
    }

    private static void Write(StringBuilder text, JsonNode? node, int depth)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject { Count: 0 }:
                text.Append("{}");
                break;
            case JsonArray { Count: 0 }:
                text.Append("[]");
                break;
            case JsonObject entries:
                text.Append('{');
                WriteItems(text, entries.OrderBy(entry => entry.Key, StringComparer.Ordinal), depth, entry =>
                {
                    WriteString(text, entry.Key);
                    text.Append(": ");
                    Write(text, entry.Value, depth + 1);
                });
                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                WriteItems(text, items, depth, item => Write(text, item, depth + 1));
                text.Append(']');
                break;
            default:
                WriteValue(text, node);
                break;
        }
    }

    private static void WriteItems<T>(StringBuilder text, IEnumerable<T> items, int depth, Action<T> write)
    {
        bool first = true;
        foreach (T item in items)
        {
            text.Append(first ? "\n" : ",\n").Append(' ', depth + 1);
            first = false;
            write(item);
        }
        text.Append('\n').Append(' ', depth);
    }

    private static void WriteValue(StringBuilder text, JsonNode node)
    {
        if (node.GetValueKind() == JsonValueKind.String)
            WriteString(text, (string)node!);
        else
            text.Append(node.ToJsonString());
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => c.ToString(),
            });
        }
        text.Append('"');
    }
}
