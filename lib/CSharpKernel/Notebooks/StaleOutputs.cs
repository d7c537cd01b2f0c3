using System.Text.Json.Nodes;

namespace CSharpKernel.Notebooks;

/// <summary>Finds stored outputs that belong to an older text of their cell.</summary>
public static class StaleOutputs
{
    /// <summary>One line per stale cell. Cells without a stored fingerprint or without outputs are not judged.</summary>
    public static IReadOnlyList<string> Of(NotebookFile notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        return
        [
            .. notebook.Cells.Where(IsStale)
                .Select(cell => $"cell {(string?)cell["id"]}: the stored outputs are stale, the cell was changed after it ran; run the notebook again and store it"),
        ];
    }

    private static bool IsStale(JsonObject cell) =>
        (string?)cell["cell_type"] == "code"
        && (cell["execution_count"] is not null || cell["outputs"] is JsonArray { Count: > 0 })
        && (string?)cell["metadata"]?["course"]?["source_hash"] is { } stored
        && stored != NotebookFile.SourceHash(NotebookFile.Source(cell));
}
