using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CSharpKernel.Notebooks;

namespace Notebooks.Tests;

/// <summary>All notebooks are built alike: a reader finds the same things in the same places.</summary>
public sealed partial class FrameTests
{
    public static TheoryData<string> Notebooks => CourseFiles.Theory;

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void OpensWithWhatIsLearntAndWhatIsNeeded(string name)
    {
        JsonObject[] cells = [.. CourseFiles.Read(name).Cells];
        string first = cells[0].Source();
        Assert.StartsWith($"# {int.Parse(name[..2])} · ", first);
        Assert.InRange(Bullet().Count(first[first.IndexOf("**What you will learn**", StringComparison.Ordinal)..]), 3, 5);
        Assert.Contains("**Before you start**", first);
        Assert.Equal("#!import setup.csx", cells.First(cell => cell.IsCode()).Source());
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void EndsWithSummaryExercisesAndReading(string name)
    {
        string text = string.Join('\n', CourseFiles.Read(name).Cells.Where(cell => !cell.IsCode()).Select(cell => cell.Source()));
        string[] headings = [.. Heading().Matches(text).Select(match => match.Groups[1].Value.Trim())];
        Assert.Equal(["Summary", "Exercises", "Further reading"], headings[^3..]);
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void LeadsToItsNeighboursAndTheMap(string name)
    {
        JsonObject[] cells = [.. CourseFiles.Read(name).Cells];
        int place = Array.IndexOf(CourseFiles.Names, name);
        List<string> expected = ["README.md"];
        if (place > 0)
            expected.Insert(0, CourseFiles.Names[place - 1]);
        if (place < CourseFiles.Names.Length - 1)
            expected.Add(CourseFiles.Names[place + 1]);
        foreach (string line in new[] { cells[0].Source().Split('\n')[2], cells[^1].Source().Split('\n')[^1] })
            Assert.Equal(expected, Link().Matches(line).Select(match => match.Groups[1].Value));
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void LinksLeadSomewhere(string name) =>
        Assert.All(CourseFiles.Read(name).Cells.Where(cell => !cell.IsCode()).SelectMany(cell => Link()
            .Matches(cell.Source())).Select(match => match.Groups[1].Value), AssertResolves);

    [Fact]
    public void MapNamesEveryNotebookInOrder()
    {
        string map = File.ReadAllText(Path.Combine(CourseFiles.Folder, "README.md"));
        Assert.Equal(CourseFiles.Names, Link().Matches(
            map).Select(match => match.Groups[1].Value).Where(link => link.EndsWith(".ipynb", StringComparison.Ordinal)).Distinct());
        Assert.All(Link().Matches(map).Select(match => match.Groups[1].Value), AssertResolves);
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void CodeStandsBetweenText(string name)
    {
        JsonObject[] cells = [.. CourseFiles.Read(name).Cells];
        for (int i = 2; i < cells.Length; i++)
            Assert.False(cells[i].IsCode() && cells[i - 1].IsCode() && cells[i - 2].IsCode(),
                $"{cells[i].Id()} is the third code cell without a word between");
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void ExercisesArePairsWithSolutions(string name)
    {
        NotebookFile notebook = CourseFiles.Read(name);
        string[] answers = [.. notebook.Cells.Select(cell => cell.Course("answer")).OfType<string>()];
        Assert.InRange(answers.Length, 3, 5);
        Assert.Equal(Enumerable.Range(1, answers.Length).Select(n => $"{name[..2]}-{n}"), answers);
        Assert.Equal(answers, notebook.Cells.Select(cell => cell.Course("check")).OfType<string>());
        foreach (string exercise in answers)
            Assert.All(ExerciseNotebook.Answers, answer =>
                Assert.True(File.Exists(ExerciseNotebook.Solution(exercise, answer)), $"{exercise}.{answer}.csx is missing"));
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void ExercisesHoldOneExperiment(string name) =>
        Assert.Single(CourseFiles.Read(name).Cells, cell => !cell.IsCode() && Experiment().IsMatch(cell.Source()));

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void FiguresAreGuessedFirst(string name)
    {
        string[] code = [.. CourseFiles.Read(name).Cells.Where(cell => cell.IsCode()).Select(cell => cell.Source())];
        Match[] compared = [.. code.SelectMany(source => Compare().Matches(source))];
        Assert.NotEmpty(compared);
        Assert.All(compared, match =>
        {
            int asked = Array.IndexOf(code, $"double? {match.Groups[1].Value} = null;");
            int shown = Array.FindIndex(code, source => source.Contains(match.Value, StringComparison.Ordinal));
            Assert.True(asked >= 0 && asked < shown, $"no cell before the figure asks for {match.Groups[1].Value}");
        });
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void ReadingIsLinked(string name)
    {
        string reading = CourseFiles.Read(name).Cells.Last().Source();
        Assert.All(reading.Split('\n').Where(line => line.StartsWith("* ", StringComparison.Ordinal)),
            line => Assert.True(line.Contains("](", StringComparison.Ordinal) || line.Contains("lib/", StringComparison.Ordinal),
                $"no link leads to: {line}"));
    }

    [Fact]
    public void WordsOfTheMapAreExplainedWhereItSays()
    {
        foreach (Match row in Words().Matches(File.ReadAllText(Path.Combine(CourseFiles.Folder, "README.md"))))
        {
            string text = string.Join('\n', CourseFiles.Read(CourseFiles.Names[int.Parse(row.Groups[1].Value)]).Cells
                .Where(cell => !cell.IsCode()).Select(cell => cell.Source())).ToLowerInvariant();
            Assert.All(row.Groups[2].Value.Split(", "), word => Assert.Matches($@"\*{word.ToLowerInvariant()}s?\*", text));
        }
    }

    private static void AssertResolves(string link)
    {
        if (!link.StartsWith("https://", StringComparison.Ordinal))
            Assert.True(Path.Exists(Path.GetFullPath(link.Split('#')[0], CourseFiles.Folder)), $"'{link}' leads nowhere");
    }

    [GeneratedRegex(@"^\* ", RegexOptions.Multiline)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\*\*[0-9]+\.[0-9]\*\* An experiment\.", RegexOptions.Multiline)]
    private static partial Regex Experiment();

    [GeneratedRegex(@"Guessed\.Compare\([^,]+, (\w+),")]
    private static partial Regex Compare();

    [GeneratedRegex(@"^\| ([0-3]) \| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex Words();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();
}
