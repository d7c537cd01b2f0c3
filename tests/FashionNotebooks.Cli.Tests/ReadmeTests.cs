using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FashionNotebooks.Cli.Results;
using FashionNotebooks.Tests;

namespace FashionNotebooks.Cli.Tests;

public sealed partial class ReadmeTests
{
    [Theory]
    [InlineData("README.md", 1)]
    [InlineData("RESULTS.md", 4)]
    public void The_results_tables_are_those_that_the_command_prints(string file, int tables)
    {
        string text = File.ReadAllText(Path.Combine(ProjectRoot.Path, file));
        ResultsFolder results = ResultsFolder.Read(Path.Combine(ProjectRoot.Path, "data", "results"));
        Assert.True(text == ResultsTables.WriteInto(text, results),
            $"{file} and data/results differ; run './fashion results --readme {file}'");
        Assert.Equal(tables, ResultsTables.Of(results).Count(table => text.Contains(table.Begin, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("text", "<!-- results -->")]
    [InlineData("<!-- transfer -->", "<!-- /transfer -->")]
    [InlineData("<!-- /results --><!-- results -->", "<!-- /results -->")]
    public void A_text_without_marks_is_refused(string text, string named) =>
        Assert.Contains(named, Assert.Throws<InputException>(() => ResultsTables.WriteInto(text, new ResultsFolder([], [], []))).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("README.md")]
    [InlineData("RESULTS.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("CHANGELOG.md")]
    public void Every_link_leads_somewhere(string file) =>
        Assert.All(Link().Matches(File.ReadAllText(Path.Combine(ProjectRoot.Path, file))).Select(match => match.Groups[1].Value), link =>
        {
            string[] parts = link.Split('#');
            string target = Path.Combine(ProjectRoot.Path, parts[0].Length > 0 ? parts[0] : file);
            Assert.True(Path.Exists(target), $"'{link}' leads nowhere");
            if (parts.Length > 1)
                Assert.Contains(parts[1], File.ReadLines(target).Where(line => line.StartsWith('#')).Select(Anchor));
        });

    // As sites that show Markdown name a heading.
    private static string Anchor(string heading) =>
        string.Concat(heading.TrimStart('#', ' ').ToLowerInvariant().Replace(' ', '-').Where(c => char.IsLetterOrDigit(c) || c == '-'));

    [GeneratedRegex(@"\]\((?!https?:)([^)]+)\)")]
    private static partial Regex Link();

    [Theory]
    [InlineData("[1,")]
    [InlineData("{\"architectures\": 3}")]
    [InlineData("{\"architectures\": null}")]
    [InlineData("{\"architectures\": []}")]
    [InlineData("{\"figures\": {}}")]
    [InlineData("{\"ablation_runs\": [{\"name\": \"baseline\"}]}")]
    public void A_file_that_is_no_result_is_named(string content)
    {
        string folder = Directory.CreateTempSubdirectory("results-").FullName;
        File.WriteAllText(Path.Combine(folder, "bad.json"), content);
        Assert.Contains("bad.json", Assert.Throws<InputException>(() => ResultsFolder.Read(folder)).Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_figure_that_a_file_lacks_is_an_empty_cell()
    {
        string folder = Directory.CreateTempSubdirectory("results-").FullName, name = "finegrained.json";
        JsonNode file = JsonNode.Parse(File.ReadAllText(Path.Combine(ProjectRoot.Path, "data", "results", name)))!;
        foreach (JsonNode? run in file["ablation_runs"]!.AsArray())
            (run!["pairs"]!["intervals"], run["pairs"]!["counts"]) = (new JsonObject(), new JsonObject());
        File.WriteAllText(Path.Combine(folder, name), file.ToJsonString());
        Assert.Contains("| |", $"{ResultsTables.Of(ResultsFolder.Read(folder))[^1]}", StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_folder_without_results_and_a_text_that_is_not_there_are_named()
    {
        string folder = Directory.CreateTempSubdirectory("results-").FullName, text = Path.Combine(folder, "none.md");
        (await CliRun.Of("results", "--from", folder)).AssertOneLine("no result", folder);
        (await CliRun.Of("results", "--from", Path.Combine(ProjectRoot.Path, "data", "results"), "--readme", text)).AssertOneLine(text);
        Directory.Delete(folder, recursive: true);
    }
}
