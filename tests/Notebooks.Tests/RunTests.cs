using System.Text.Json.Nodes;
using CSharpKernel.Notebooks;
using CSharpKernel.Tests;
using FashionNotebooks.Tests;

namespace Notebooks.Tests;

/// <summary>
/// Every notebook, small and fast, under both kernels: by Jupyter's client, or by the course's own where it is missing. What a check says
/// does not depend on the kernel, so under .NET Interactive, which takes the longer, exercises are tried with the right answers alone.
/// </summary>
[Collection(SandboxCollection.Name)]
public sealed class RunTests(CourseSandbox course)
{
    public static TheoryData<string> Notebooks => CourseFiles.Theory;

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void RunsWholeAndJudgesItsExercises(string name) =>
        RunAndAssertJudged(
            name, Python.Missing is null ? file => RunByNbclient(KernelSpec.Own, file) : RunByCourse, ExerciseNotebook.Answers);

    [InteractiveTheory]
    [MemberData(nameof(Notebooks))]
    public void DotNetInteractiveRunsItWholeAndTakesTheRightAnswers(string name) =>
        RunAndAssertJudged(name, file => RunByNbclient(InteractiveKernel.Spec, file), [ExerciseNotebook.Right]);

    [Fact]
    public void OpeningANotebookRenewsTheTableOfAnOlderWardrobe()
    {
        NotebookFile notebook = CourseFiles.Read(CourseFiles.Names[0]);
        notebook.Root["cells"] = new JsonArray(notebook.Cells.First(cell => cell.IsCode()).DeepClone());
        notebook.Write(Path.Combine(course.Notebooks, "setup-alone.ipynb"));
        string table = Path.Combine(course.Data, "wardrobe-quick", "items.csv");
        if (!File.Exists(table)) // no other test has opened one yet
            Assert.True(course.Run("setup-alone.ipynb").Succeeded);
        string current = File.ReadAllText(table);
        File.WriteAllText(table, "image,item\n");
        Assert.True(course.Run("setup-alone.ipynb").Succeeded);
        Assert.Equal(current, File.ReadAllText(table));
    }

    /// <returns>The executed copy.</returns>
    private string RunByCourse(string file)
    {
        NotebookResult result = course.Run(file);
        Assert.True(result.Succeeded, string.Join('\n', result.Problems));
        return Path.Combine(course.Output, file);
    }

    /// <returns>The executed copy.</returns>
    private string RunByNbclient(KernelSpec kernel, string file)
    {
        using var jupyter = new JupyterFolder(kernel);
        var environment = new Dictionary<string, string>(course.Environment);
        foreach ((string variable, string value) in jupyter.Environment)
            environment[variable] = value;
        const string script = """
            import nbformat, nbclient, sys
            n = nbformat.read(sys.argv[1], 4)
            nbformat.validate(n)
            nbclient.NotebookClient(n, timeout=200, kernel_name=sys.argv[2], resources={'metadata': {'path': '.'}}).execute()
            counts = [c.execution_count for c in n.cells if c.cell_type == 'code']
            assert counts == list(range(1, 1 + len(counts)))
            nbformat.write(n, sys.argv[3])
            """;
        Directory.CreateDirectory(course.Output);
        string executed = Path.Combine(course.Output, $"{kernel.Name}-{file}");
        (int code, string output) = Python.Run(
            course.Notebooks, TimeSpan.FromMinutes(4), environment, "-c", script, file, kernel.Name, executed);
        Assert.True(code == 0, output);
        return executed;
    }

    private void RunAndAssertJudged(string name, Func<string, string> run, string[] answers)
    {
        string file = "tried-" + name;
        ExerciseNotebook.Write(name, Path.Combine(course.Notebooks, file), answers);
        Dictionary<string, string> outputs = NotebookFile.Read(run(file)).Cells
            .Where(cell => cell.Id().StartsWith("check-", StringComparison.Ordinal))
            .ToDictionary(cell => cell.Id(), cell => cell.OutputText());
        foreach (string exercise in CourseFiles.Read(name).Cells.Select(cell => cell.Course("check")).OfType<string>())
        {
            Assert.Contains("not solved yet", outputs[ExerciseNotebook.CheckId(exercise, "unsolved")]);
            foreach (string answer in answers)
                Assert.Matches(Verdict(answer), outputs[ExerciseNotebook.CheckId(exercise, answer)]);
        }

        static string Verdict(string answer) => answer == ExerciseNotebook.Right ? @": solved\.\s*$" : @"not right yet\. \w.{10,}";
    }
}
