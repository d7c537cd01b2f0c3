using FashionNotebooks.Tests;

namespace FashionNotebooks.Cli.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public void The_results_table_is_the_one_that_the_command_prints()
    {
        string readme = File.ReadAllText(Path.Combine(ProjectRoot.Path, "README.md"));
        string table = ResultsTable.Markdown(Path.Combine(ProjectRoot.Path, "data", "results"));
        Assert.True(readme == ResultsTable.Insert(readme, table), "README.md and data/results differ; run './fashion results --readme README.md'");
    }

    [Fact]
    public void A_text_without_marks_is_refused() =>
        Assert.Contains("<!-- results -->", Assert.Throws<InputException>(() => ResultsTable.Insert("text", "table")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_no_result_is_named()
    {
        string folder = Directory.CreateTempSubdirectory("results-").FullName;
        File.WriteAllText(Path.Combine(folder, "bad.json"), "[1,");
        Assert.Contains("bad.json", Assert.Throws<InputException>(() => ResultsTable.Markdown(folder)).Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}
