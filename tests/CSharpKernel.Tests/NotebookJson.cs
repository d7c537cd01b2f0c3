using System.Text.Json;

namespace CSharpKernel.Tests;

/// <summary>Small notebooks, as files hold them.</summary>
internal static class NotebookJson
{
    /// <summary>A notebook for the C# kernel with these code cells, none of them run; they are called a, b, ….</summary>
    internal static string Of(params IEnumerable<string> cells) => JsonSerializer.Serialize(new
    {
        nbformat = 4,
        nbformat_minor = 5,
        metadata = new
        {
            kernelspec = new { name = ".net-csharp", display_name = ".NET (C#)", language = "C#" },
            language_info = new { name = "C#" }
        },
        cells = cells.Select((source, i) => new
        {
            id = $"{(char)('a' + i)}",
            cell_type = "code",
            source,
            metadata = new { },
            outputs = Array.Empty<int>(),
            execution_count = (int?)null
        }),
    });
}
