namespace CSharpKernel.Notebooks;

/// <summary>Gathers the outputs of a notebook's cells as the file stores them; an update changes an
/// output of an earlier cell too.</summary>
internal sealed class CellOutputs
{
    private readonly Dictionary<string, List<JsonObject>> shown = [];
    private JsonArray current = [];
    private bool clearNext;

    /// <summary>The first error of the compiler, where a kernel writes such errors to the error stream; else null.</summary>
    internal string? Diagnostic => current.Where(output => (string?)output!["name"] == "stderr")
        .SelectMany(output => ((string)output!["text"]!).Split('\n'))
        .FirstOrDefault(line => line.Contains("): error CS", StringComparison.Ordinal));

    /// <summary>Starts the outputs of the next cell.</summary>
    internal JsonArray Begin()
    {
        clearNext = false;
        return current = [];
    }

    internal void Add(Message message)
    {
        JsonObject content = JsonObject.Create(message.Content)!.DeepClone().AsObject();
        switch (message.Type)
        {
            case "stream":
                Clear();
                AddText(message.Text("name"), message.Text("text"));
                break;
            case "display_data" or "execute_result":
                Clear();
                Show(message.Type, content);
                break;
            case "error":
                Clear();
                content["output_type"] = "error";
                current.Add(content);
                break;
            case "update_display_data":
                foreach (JsonObject output in shown.GetValueOrDefault(DisplayId(content)) ?? [])
                {
                    output["data"] = Data(content)?.DeepClone();
                    output["metadata"] = content["metadata"]?.DeepClone() ?? new JsonObject();
                }
                break;
            case "clear_output":
                clearNext = true;
                if (!message.Flag("wait", false))
                    Clear();
                break;
        }
    }

    private void Clear()
    {
        if (clearNext)
            current.Clear();
        clearNext = false;
    }

    private void AddText(string name, string text)
    {
        if (current.LastOrDefault() is JsonObject last && (string?)last["output_type"] == "stream" && (string?)last["name"] == name)
            last["text"] = (string?)last["text"] + text;
        else
            current.Add(new JsonObject { ["output_type"] = "stream", ["name"] = name, ["text"] = text });
    }

    private void Show(string type, JsonObject content)
    {
        string id = DisplayId(content);
        Data(content);
        content.Remove("transient");
        content["output_type"] = type;
        content["metadata"] ??= new JsonObject();
        current.Add(content);
        if (id.Length == 0)
            return;
        if (!shown.TryGetValue(id, out List<JsonObject>? outputs))
            shown[id] = outputs = [];
        outputs.Add(content);
    }

    /// <summary>The data by kind. .NET Interactive sends JSON as a string unless its kind is application/json.</summary>
    private static JsonNode? Data(JsonObject content)
    {
        if (content["data"] is not JsonObject data)
            return null;
        foreach ((string kind, JsonNode? value) in data.ToList())
        {
            if (kind.EndsWith("+json", StringComparison.Ordinal) && value?.GetValueKind() == JsonValueKind.String)
                data[kind] = MimeBundle.Parsed((string)value!);
        }
        return data;
    }

    private static string DisplayId(JsonObject content) => (string?)content["transient"]?["display_id"] ?? "";
}
