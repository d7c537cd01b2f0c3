using System.Text.Json;
using CSharpKernel.Tests;
using FashionNotebooks.Tests;

namespace FashionNotebooks.Cli.Tests.Commands;

public sealed class NotebooksRunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("notebooks-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Good_and_bad_notebooks_are_told_apart()
    {
        Write("1-good", "int Twice(int n) => n * 2;\nTwice(21)");
        Write("2-bad", "throw new Exception(\"boom\");");
        string copies = Path.Combine(folder, "out"), report = Path.Combine(folder, "report.trx");
        CliRun run = await CliRun.Of("notebooks", "run", folder, "--out", copies, "--trx", report, "--json");
        Assert.Equal(1, run.Exit);
        Assert.Equal((1, 1), (run.Document.GetProperty("passed").GetInt32(), run.Document.GetProperty("failed").GetInt32()));
        JsonElement[] notebooks = [.. run.Document.GetProperty("notebooks").EnumerateArray()];
        Assert.Equal([true, false], notebooks.Select(notebook => notebook.GetProperty("succeeded").GetBoolean()));
        Assert.Equal("cell 1 (a): System.Exception: boom", notebooks[1].GetProperty("problems")[0].GetString());
        Assert.Contains("42", await File.ReadAllTextAsync(Path.Combine(copies, "1-good.ipynb")), StringComparison.Ordinal);
        Assert.True(File.Exists(report));
        Assert.Contains("boom", run.Error, StringComparison.Ordinal);
    }

    [InteractiveFact]
    public async Task DotNet_Interactive_runs_the_same_notebook()
    {
        Write("good", "int Twice(int n) => n * 2;\nTwice(21)");
        using var home = new HomeFolder(ProjectRoot.Path);
        CliRun run = await CliRun.Of("notebooks", "run", folder, "--kernel", "interactive", "--out", Path.Combine(folder, "out"));
        Assert.True(run.Exit == 0, run.Error);
        Assert.Contains(
            "dni-plaintext\\\"><pre>42<", await File.ReadAllTextAsync(Path.Combine(folder, "out", "good.ipynb")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_one_line() =>
        (await CliRun.Of("notebooks", "run", Path.Combine(folder, "nowhere.ipynb"))).AssertOneLine("nowhere.ipynb");

    [Fact]
    public async Task A_folder_without_notebooks_is_one_line() =>
        (await CliRun.Of("notebooks", "run", folder)).AssertOneLine("no notebook");

    [Fact]
    public async Task Copies_that_would_be_one_file_and_places_that_cannot_be_written_are_found_before_the_run()
    {
        Write("good", "1");
        string notebook = Path.Combine(folder, "good.ipynb"), other = Path.Combine(folder, "more", "good.ipynb");
        Directory.CreateDirectory(Path.GetDirectoryName(other)!);
        File.Copy(notebook, other);
        (await CliRun.Of("notebooks", "run", notebook, other, "--out", Path.Combine(folder, "out"))).AssertOneLine("good.ipynb", "one");
        (await CliRun.Of("notebooks", "run", notebook, "--out", "/proc/none")).AssertOneLine("/proc/none");
        (await CliRun.Of("notebooks", "run", notebook, "--trx", folder)).AssertOneLine(folder);
        (await CliRun.Of("notebooks", "run", notebook, "--trx", notebook)).AssertOneLine("overwritten", "--trx");
    }

    private void Write(string name, string source) => File.WriteAllText(Path.Combine(folder, name + ".ipynb"), NotebookJson.Of(source));
}
