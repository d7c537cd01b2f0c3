using FashionNotebooks.Cli.Commands;
using FashionNotebooks.Course;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Evaluation.Retrieval;
using FashionNotebooks.Search;
using Spectre.Console;

namespace FashionNotebooks.Cli.Tests;

public sealed class CourseTableTests
{
    [Fact]
    public void The_table_shows_every_row_with_its_interval_whatever_the_names_hold()
    {
        string[] classes = ["dress", "hat"];
        var classifier = ClassificationMetrics.Of([0, 1, 1], [0.9f, 0.1f, 0.2f, 0.8f, 0.6f, 0.4f], classes);
        var pictures = new EmbeddingSet([0, 1, 2, 9], [new("a", "dress"), new("b", "dress"), new("c", "hat"), new("d", "hat")]);
        var search = RetrievalMetrics.Of(pictures, pictures, classes);
        var results = new CourseResults(Path.Combine(Directory.CreateTempSubdirectory("table-").FullName, "results.json"));
        results.Record("a [strange] name", classifier, parameters: 7, seconds: 1);
        results.Record("a [strange] name", search);
        results.Record("half", search);
        using var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 200;
        CourseCommand.Show(console, results.Read(), "folder [1]", ["results.json"]);
        string text = output.ToString();
        Assert.Contains("folder [1]: validation, n = 3", text, StringComparison.Ordinal);
        Assert.Contains("a [strange] name", text, StringComparison.Ordinal);
        Assert.Contains("66.7 [", text, StringComparison.Ordinal);
        Assert.Contains("half", text, StringComparison.Ordinal);
        Assert.Contains("results.json", text, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(results.Path)!, recursive: true);
    }
}
