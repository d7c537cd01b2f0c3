using System.Text.Json.Nodes;
using CSharpKernel.Notebooks;

namespace Notebooks.Tests;

/// <summary>
/// A notebook as a student meets it, with every exercise tried behind its end: some of its answers, each with the check again.
/// </summary>
internal static class ExerciseNotebook
{
    internal const string Right = "right";
    internal static readonly string[] Answers = ["wrong1", "wrong2", Right];

    internal static string Solution(string exercise, string answer) => Path.Combine(CourseFiles.Solutions, $"{exercise}.{answer}.csx");

    /// <summary>The id of a check cell after an answer.</summary>
    internal static string CheckId(string exercise, string answer) => $"check-{exercise}-{answer}";

    /// <summary>Writes the notebook. Where all answers are tried, last stands what proves that code of the cells and its twin in the
    /// library agree, if there is such a file.</summary>
    internal static void Write(string name, string path, string[] answers)
    {
        NotebookFile notebook = CourseFiles.Read(name);
        var cells = new JsonArray();
        var tries = new List<JsonNode>();
        foreach (JsonObject cell in notebook.Cells)
        {
            JsonObject copy = cell.DeepClone().AsObject();
            cells.Add(copy);
            if (cell.Course("check") is not { } exercise)
                continue;
            copy["id"] = CheckId(exercise, "unsolved");
            foreach (string answer in answers)
            {
                tries.Add(Code($"answer-{exercise}-{answer}", File.ReadAllText(Solution(exercise, answer))));
                tries.Add(Code(CheckId(exercise, answer), cell.Source()));
            }
        }
        foreach (JsonNode tried in tries)
            cells.Add(tried);
        string twins = Path.Combine(CourseFiles.Twins, name[..2] + ".csx");
        if (answers == Answers && File.Exists(twins))
            cells.Add(Code("twins", File.ReadAllText(twins)));
        notebook.Root["cells"] = cells;
        notebook.Write(path);
    }

    private static JsonObject Code(string id, string source) => new()
    {
        ["cell_type"] = "code",
        ["id"] = id,
        ["source"] = source,
        ["metadata"] = new JsonObject(),
        ["outputs"] = new JsonArray(),
        ["execution_count"] = null,
    };
}
