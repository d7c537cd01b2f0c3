using System.Text.Json;
using System.Text.Json.Nodes;

namespace CSharpKernel.Execution;

/// <summary>The C# in a file that a notebook imports.</summary>
internal static class ImportedFile
{
    /// <summary>The code, cell by cell: one for a script, the code cells of a notebook.</summary>
    /// <exception cref="DirectiveException">The file is missing, broken or of a kind that is not known.</exception>
    internal static IReadOnlyList<string> Read(string path)
    {
        try
        {
            return Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".cs" or ".csx" or ".dib" => [File.ReadAllText(path)],
                ".ipynb" => [.. Cells(JsonNode.Parse(File.ReadAllText(path)))],
                string kind => throw new DirectiveException($"cannot import '{path}': '{kind}' is not one of .cs, .csx, .dib, .ipynb"),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new DirectiveException($"cannot import '{path}': {e.Message}", e);
        }
    }

    private static IEnumerable<string> Cells(JsonNode? notebook) =>
        (notebook?["cells"] as JsonArray ?? []).Where(cell => (string?)cell?["cell_type"] == "code").Select(cell => cell!["source"] switch
        {
            JsonArray lines => string.Concat(lines.Select(line => (string?)line)),
            { } text => (string)text!,
            null => "",
        });
}
