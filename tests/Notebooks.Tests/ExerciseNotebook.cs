using System.Text.Json.Nodes;
using CSharpKernel.Notebooks;

namespace Notebooks.Tests;

/// <summary>A notebook in which every exercise is tried: after its check stand each wrong answer and the
/// right one, each with the check again.</summary>
internal static class ExerciseNotebook
{
    internal static readonly string[] Answers = ["wrong1", "wrong2", "right"];

    internal static string Solution(string exercise, string answer) => Path.Combine(CourseFiles.Solutions, $"{exercise}.{answer}.csx");

    /// <summary>The id of a check cell after an answer.</summary>
    internal static string CheckId(string exercise, string answer) => $"check-{exercise}-{answer}";

    /// <summary>Writes the notebook. At its end stands what proves that code of the cells and its twin in the
    /// library agree, where there is such a file.</summary>
    internal static void Write(string name, string path)
    {
        NotebookFile notebook = CourseFiles.Read(name);
        var cells = new JsonArray();
        foreach (JsonObject cell in notebook.Cells)
        {
            JsonObject copy = cell.DeepClone().AsObject();
            if (cell.Course("check") is not { } exercise)
            {
                cells.Add(copy);
                continue;
            }
            copy["id"] = CheckId(exercise, "unsolved");
            cells.Add(copy);
            foreach (string answer in Answers)
            {
                cells.Add(Code($"answer-{exercise}-{answer}", File.ReadAllText(Solution(exercise, answer))));
                cells.Add(Code(CheckId(exercise, answer), cell.Source()));
            }
        }
        string twins = Path.Combine(CourseFiles.Twins, name[..2] + ".csx");
        if (File.Exists(twins))
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
