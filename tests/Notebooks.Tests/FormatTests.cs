using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CSharpKernel.Notebooks;

namespace Notebooks.Tests;

/// <summary>Each file is one that Jupyter and VS Code would write, and its outputs can be shown anywhere.</summary>
public sealed partial class FormatTests
{
    private const int LongestCell = 10, LongestClass = 16, LongestCheck = 13, LongestLine = 109, LargestFile = 1 << 20;

    private static readonly string[] CellMetadata = ["course", "jupyter", "tags"],
        CourseMetadata = ["answer", "budget_s", "check", "source_hash", "varies"];

    public static TheoryData<string> Notebooks => CourseFiles.Theory;

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void FileIsWhatASaveWouldWrite(string name)
    {
        string file = Path.Combine(CourseFiles.Folder, name), copy = Path.GetTempFileName();
        NotebookFile notebook = NotebookFile.Read(file);
        notebook.Normalize();
        notebook.Write(copy);
        Assert.Equal(File.ReadAllText(copy), File.ReadAllText(file));
        Assert.Equal(["cells", "metadata", "nbformat", "nbformat_minor"], notebook.Root.Select(entry => entry.Key).Order());
        Assert.Equal(["kernelspec", "language_info"], notebook.Root["metadata"]!.AsObject().Select(entry => entry.Key).Order());
        Assert.Equal(5, (int)notebook.Root["nbformat_minor"]!);
        Assert.True(new FileInfo(file).Length < LargestFile, $"{name} is larger than {LargestFile} bytes");
        File.Delete(copy);
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void CellsHaveStableIdsAndKnownMetadata(string name)
    {
        string[] ids = [.. CourseFiles.Read(name).Cells.Select(cell => cell.Id())];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches($"^nb{name[..2]}-[a-z0-9-]{{1,58}}$", id));
        Assert.All(CourseFiles.Read(name).Cells, cell =>
        {
            Assert.Subset(CellMetadata.ToHashSet(), Keys(cell["metadata"]));
            Assert.Subset(CourseMetadata.ToHashSet(), Keys(cell["metadata"]?["course"]));
        });
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void OutputsAreOfThisTextAndInOrder(string name)
    {
        NotebookFile notebook = CourseFiles.Read(name);
        JsonObject[] code = [.. notebook.Cells.Where(cell => cell.IsCode())];
        Assert.Empty(notebook.StaleOutputs());
        Assert.Equal(Enumerable.Range(1, code.Length), code.Select(cell => (int)cell["execution_count"]!));
        Assert.All(code, cell =>
        {
            Assert.NotNull(cell.Course("source_hash"));
            Assert.NotNull(cell.Course("budget_s"));
            Assert.DoesNotContain(cell.Outputs(), output => (string?)output["output_type"] == "error" || output["transient"] is not null);
        });
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void CellsAreShortAndBeginWithUsings(string name) =>
        Assert.All(CourseFiles.Read(name).Cells.Where(cell => cell.IsCode()), cell =>
    {
        string[] lines = cell.Source().Split('\n');
        int filled = lines.Count(line => line.Trim().Length > 0), longest = lines[0].StartsWith("class ", StringComparison.Ordinal)
            ? LongestClass : cell.Course("check") is null ? LongestCell : LongestCheck;
        Assert.True(filled <= longest, $"{cell.Id()} has {filled} lines");
        Assert.All(lines, line => Assert.True(line.Length <= LongestLine, $"{cell.Id()} has a line of {line.Length} characters: {line}"));
        int lastUsing = Array.FindLastIndex(lines, line => UsingDirective().IsMatch(line));
        Assert.All(lines.Take(lastUsing + 1), line => Assert.Matches(@"^using .*;$|^#|^$|^//", line));
    });

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void EveryPictureIsSeenWithoutScriptsAndSaysWhatItShows(string name) =>
        Assert.All(CourseFiles.Read(name).Cells.SelectMany(cell => cell.Outputs()), output =>
    {
        JsonObject data = output["data"] as JsonObject ?? [];
        bool isPicture = data.Any(entry => entry.Key.StartsWith("image/", StringComparison.Ordinal));
        Assert.True(isPicture || !data.ContainsKey("application/vnd.plotly.v1+json"), "a chart has no static picture");
        if (isPicture)
            Assert.True(CellFacts.Text(data["text/plain"]).Length > 20, "a picture has no text in its place");
        Assert.DoesNotContain("<script", CellFacts.Text(data["text/html"]));
    });

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void OutputsHoldNoPathsOfAMachineAndNoTimes(string name) =>
        Assert.All(CourseFiles.Read(name).Cells.Where(cell => cell.IsCode()), cell =>
    {
        string shown = Embedded().Replace(cell.OutputText(), ""); // the letters of a picture say nothing
        Assert.DoesNotMatch(@"(^|[\s""'(>])/(home|root|tmp|work|usr|var|Users|mnt|workspaces)/", shown + cell.Source());
        if (cell.Course("varies") is null)
            Assert.DoesNotMatch(@"\d\s?(ms|s|seconds|milliseconds|minutes)\b", shown);
    });

    private static HashSet<string> Keys(JsonNode? node) => [.. (node as JsonObject ?? []).Select(entry => entry.Key)];

    [GeneratedRegex("base64,[A-Za-z0-9+/=]+")]
    private static partial Regex Embedded();

    [GeneratedRegex(@"^using (static )?[A-Z][\w.]*;$")]
    private static partial Regex UsingDirective();
}
