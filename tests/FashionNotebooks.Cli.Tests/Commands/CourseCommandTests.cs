using System.Text.Json;
using CSharpKernel.Tests;

namespace FashionNotebooks.Cli.Tests.Commands;

/// <summary>The course over a project that has one small notebook.</summary>
public sealed class CourseCommandTests : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("course-").FullName;
    private readonly string? before = Environment.GetEnvironmentVariable("FASHION_HOME");

    public CourseCommandTests()
    {
        Environment.SetEnvironmentVariable("FASHION_HOME", home);
        Directory.CreateDirectory(Path.Combine(home, "notebooks"));
        foreach (string name in (string[])["train/a", "train/b", "validation/a", "validation/b"])
        {
            string folder = Directory.CreateDirectory(Path.Combine(home, "photos", name)).FullName;
            File.WriteAllBytes(Path.Combine(folder, "1.png"), new FashionNotebooks.Photos.Photo(8, 8).EncodePng());
        }
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("FASHION_HOME", before);
        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public async Task Table_and_json_come_from_what_the_notebooks_record()
    {
        Write($$"""
            #r "{{typeof(InputException).Assembly.Location}}"
            string Variable(string name) => Environment.GetEnvironmentVariable("FASHION_" + name)!;
            var report = FashionNotebooks.Evaluation.ClassificationMetrics.Of([0, 1], [0.9f, 0.1f, 0.8f, 0.2f], ["a", "b"]);
            new FashionNotebooks.Course.CourseResults(Path.Combine(Variable("OUT"), "results.json"))
                .Record("row " + Variable("SEED"), report, 7, 3);
            Variable("DATA") + Variable("THREADS")
            """);
        string output = Path.Combine(home, "out"), photos = Path.Combine(home, "photos");
        CliRun run = await CliRun.Of("course", "--data", photos, "--out", output, "--seed", "5", "--threads", "1", "--json");
        Assert.True(run.Exit == 0, run.Error);
        JsonElement row = Assert.Single(run.Document.GetProperty("rows").EnumerateArray());
        Assert.Equal(("row 5", 7, 3),
            (row.GetProperty("name").GetString(), row.GetProperty("parameters").GetInt32(), row.GetProperty("seconds").GetInt32()));
        Assert.Equal(0.5, row.GetProperty("classifier").GetProperty("accuracy").GetDouble());
        Assert.Contains(photos + "1", await File.ReadAllTextAsync(Path.Combine(output, "small.ipynb")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_notebook_fails_the_course()
    {
        Write("throw new Exception(\"boom\");");
        CliRun run = await CliRun.Of("course", "--data", Path.Combine(home, "photos"), "--out", Path.Combine(home, "out"));
        Assert.Equal(1, run.Exit);
        Assert.Contains("boom", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Photos_that_are_not_split_are_one_line() =>
        (await CliRun.Of("course", "--data", Path.Combine(home, "photos", "train"))).AssertOneLine("train/", "validation/");

    private void Write(string source) => File.WriteAllText(Path.Combine(home, "notebooks", "small.ipynb"), NotebookJson.Of(source));
}
