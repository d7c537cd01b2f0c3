using System.Security.Cryptography;

namespace CSharpKernel.Notebooks;

/// <summary>A notebook of format 4.5.</summary>
public sealed class NotebookFile
{
    /// <summary>Metadata of editors that would make other editors misread a cell.</summary>
    private static readonly string[] Foreign = ["vscode", "dotnet_interactive", "polyglot_notebook"];

    private NotebookFile(JsonObject root) => Root = root;

    public JsonObject Root { get; }

    public IEnumerable<JsonObject> Cells => (Root["cells"] as JsonArray ?? []).OfType<JsonObject>();

    public IEnumerable<JsonObject> CodeCells => Cells.Where(cell => (string?)cell["cell_type"] == "code");

    /// <exception cref="InvalidDataException">It is missing, no JSON, or not of format 4.</exception>
    public static NotebookFile Read(string path)
    {
        try
        {
            var strict = new JsonDocumentOptions { AllowDuplicateProperties = false };
            JsonNode? read = JsonNode.Parse(File.ReadAllText(path), documentOptions: strict);
            if (read is not JsonObject root || (int?)root["nbformat"] != 4 || !HasCells(root))
                throw new InvalidDataException($"'{path}' is not a notebook of format 4; save it again with a current Jupyter");
            NotebookText.Of(root); // a text that cannot be written again, as half of a surrogate pair, is no text
            return new NotebookFile(root);
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or JsonException or FormatException or InvalidOperationException)
        {
            throw new InvalidDataException($"cannot read notebook '{path}': {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <summary>A cell's text; the file may hold it as one string or as lines.</summary>
    public static string Source(JsonObject cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell["source"] is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)cell["source"] ?? "";
    }

    /// <summary>The fingerprint that ties a cell's outputs to its text: 16 hexadecimal digits of SHA-256.</summary>
    public static string SourceHash(string source) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source.ReplaceLineEndings("\n"))))[..16];

    /// <summary>A line for each cell whose stored outputs belong to an older text. Cells without a stored
    /// fingerprint or without outputs are not judged.</summary>
    public IReadOnlyList<string> StaleOutputs() => [.. CodeCells.Where(IsStale).Select(cell =>
        $"cell {(string?)cell["id"]}: the stored outputs are stale, the cell was changed after it ran; run the notebook again and store "
            + "it")];

    private static bool IsStale(JsonObject cell) => (cell["execution_count"] is not null || cell["outputs"] is JsonArray { Count: > 0 })
        && (string?)cell["metadata"]?["course"]?["source_hash"] is { } stored && stored != SourceHash(Source(cell));

    /// <summary>Makes the document valid 4.5 for this kernel: ids, kernel, language, and nothing that editors left behind.</summary>
    public void Normalize()
    {
        Root["nbformat_minor"] = Math.Max(5, (int?)Root["nbformat_minor"] ?? 0);
        Root.Remove("orig_nbformat");
        JsonObject metadata = Child(Root, "metadata");
        metadata["kernelspec"] = new JsonObject
        {
            ["display_name"] = KernelInfo.DisplayName,
            ["language"] = KernelInfo.Language,
            ["name"] = KernelInfo.SpecName
        };
        metadata["language_info"] = KernelInfo.LanguageInfo();
        Strip(metadata);
        foreach ((int i, JsonObject cell) in Cells.Index())
        {
            cell["id"] ??= $"cell-{i + 1}";
            Strip(Child(cell, "metadata"));
        }
    }

    /// <summary>The object under a name, made when there is none.</summary>
    internal static JsonObject Child(JsonObject owner, string name)
    {
        if (owner[name] is not JsonObject child)
            owner[name] = child = [];
        return child;
    }

    /// <summary>Writes the document as Jupyter does, byte for byte: a save in an editor changes nothing.</summary>
    public void Write(string path) => WholeFile.Write(path, NotebookText.Of(Root));

    // What the schema of notebooks says of all that is read here; an editor that writes something else is not known.
    private static bool HasCells(JsonObject root) => root["cells"] is JsonArray cells
        && (int?)root["nbformat_minor"] is null or (>= 0) && Is(root["metadata"], JsonValueKind.Object)
        && cells.All(node => node is JsonObject cell && (string?)cell["cell_type"] is not null && IsText(cell["source"])
            && Is(cell["id"], JsonValueKind.String) && Is(cell["metadata"], JsonValueKind.Object)
                && Is(cell["outputs"], JsonValueKind.Array)
            && IsText(cell["metadata"]?["tags"]) && Is(cell["metadata"]?["course"], JsonValueKind.Object)
                && Is(cell["metadata"]?["course"]?["source_hash"], JsonValueKind.String));

    private static bool IsText(JsonNode? node) =>
        node is JsonArray lines ? lines.All(line => line?.GetValueKind() == JsonValueKind.String) : Is(node, JsonValueKind.String);

    private static bool Is(JsonNode? node, JsonValueKind kind) => node is null || node.GetValueKind() == kind;

    private static void Strip(JsonObject metadata)
    {
        foreach (string name in Foreign)
            metadata.Remove(name);
    }
}
