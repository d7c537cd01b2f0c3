using FashionNotebooks.Cli.Results;
using FashionNotebooks.Tests;

namespace FashionNotebooks.Cli.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public void The_results_tables_are_those_that_the_command_prints()
    {
        string readme = File.ReadAllText(Path.Combine(ProjectRoot.Path, "README.md"));
        ResultsFolder results = ResultsFolder.Read(Path.Combine(ProjectRoot.Path, "data", "results"));
        string written = ResultsTables.Of(results).Aggregate(readme, (text, table) => table.InsertInto(text));
        Assert.True(readme == written, "README.md and data/results differ; run './fashion results --readme README.md'");
    }

    [Fact]
    public void A_text_without_marks_is_refused() =>
        Assert.Contains("<!-- results -->", Assert.Throws<InputException>(() => new MarkdownTable("results", ["run"], [])
            .InsertInto("text")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[1,")]
    [InlineData("{\"architectures\": 3}")]
    [InlineData("{\"architectures\": null}")]
    public void A_file_that_is_no_result_is_named(string content)
    {
        string folder = Directory.CreateTempSubdirectory("results-").FullName;
        File.WriteAllText(Path.Combine(folder, "bad.json"), content);
        Assert.Contains("bad.json", Assert.Throws<InputException>(() => ResultsFolder.Read(folder)).Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}
