using System.Text.Json;
using System.Text.Json.Nodes;
using CSharpKernel.Protocol;

namespace CSharpKernel.Notebooks;

/// <summary>Gathers the outputs of a notebook's cells as the file stores them; an update changes an output of an earlier cell too.</summary>
internal sealed class CellOutputs
{
    private readonly Dictionary<string, List<JsonObject>> shown = [];
    private JsonArray current = [];
    private bool clearNext;

    /// <summary>Starts the outputs of the next cell.</summary>
    internal JsonArray Begin()
    {
        clearNext = false;
        return current = [];
    }

    internal void Add(Message message)
    {
        switch (message.Type)
        {
            case "stream":
                Clear();
                AddText(message.Text("name"), message.Text("text"));
                break;
            case "display_data" or "execute_result":
                Clear();
                Show(message);
                break;
            case "error":
                Clear();
                current.Add(Typed("error", message.Content));
                break;
            case "update_display_data":
                foreach (JsonObject output in shown.GetValueOrDefault(DisplayId(message)) ?? [])
                    (output["data"], output["metadata"]) = (Node(message, "data"), Node(message, "metadata"));
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

    private void Show(Message message)
    {
        JsonObject output = Typed(message.Type, message.Content);
        output.Remove("transient");
        current.Add(output);
        if (DisplayId(message) is { Length: > 0 } id)
        {
            if (!shown.TryGetValue(id, out List<JsonObject>? outputs))
                shown[id] = outputs = [];
            outputs.Add(output);
        }
    }

    private static JsonObject Typed(string type, JsonElement content)
    {
        JsonObject output = JsonObject.Create(content)!.DeepClone().AsObject();
        output["output_type"] = type;
        return output;
    }

    private static JsonNode? Node(Message message, string name) => JsonObject.Create(message.Content)![name]?.DeepClone() ?? new JsonObject();

    private static string DisplayId(Message message) => (string?)JsonObject.Create(message.Content)!["transient"]?["display_id"] ?? "";
}
