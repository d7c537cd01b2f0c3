using System.Text.Json.Nodes;
using CSharpKernel.Notebooks;

namespace Notebooks.Tests;

/// <summary>What tests ask of a cell.</summary>
internal static class CellFacts
{
    internal static string Id(this JsonObject cell) => (string)cell["id"]!;

    internal static bool IsCode(this JsonObject cell) => (string?)cell["cell_type"] == "code";

    internal static string Source(this JsonObject cell) => NotebookFile.Source(cell);

    /// <summary>An entry of the cell's course metadata as text, or null.</summary>
    internal static string? Course(this JsonObject cell, string name) => cell["metadata"]?["course"]?[name]?.ToString();

    internal static IEnumerable<JsonObject> Outputs(this JsonObject cell) => (cell["outputs"] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>Everything that a reader sees as text in the outputs.</summary>
    internal static string OutputText(this JsonObject cell) => string.Concat(cell.Outputs().SelectMany(output =>
        new[] { output["text"], output["data"]?["text/plain"], output["data"]?["text/html"] }.Select(Text)));

    internal static string Text(JsonNode? node) =>
        node is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : node?.ToString() ?? "";
}
