using System.Text.RegularExpressions;
using CSharpKernel.Tests;
using FashionNotebooks.Tests;

namespace FashionNotebooks.Cli.Tests;

/// <summary>Every block of the README that is marked <c>run</c> does what it says when it is pasted.</summary>
[Collection(CourseCollection.Name)]
public sealed partial class ReadmeBlocksTests(Course course)
{
    [Fact]
    public async Task Commands_run_one_after_another()
    {
        string folder = course.NewFolder();
        string[] lines = [.. Blocks("bash").SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries))];
        Assert.NotEmpty(lines);
        foreach (string line in lines)
        {
            string[] words = line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal("./fashion", words[0]);
            CliRun run = await CliProcess.RunIn(folder, words[1..]);
            Assert.True(run.Exit == 0, $"{line}: {run.Error}");
        }
        Assert.True(File.Exists(Path.Combine(folder, "result.png")));
    }

    [Fact]
    public async Task Code_runs_in_a_notebook()
    {
        string folder = course.NewFolder();
        File.Copy(course.Encoder, Path.Combine(folder, "encoder.safetensors"));
        File.Copy(course.Query, Path.Combine(folder, "query.jpg"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "catalogue"), course.Validation);
        string[] blocks = [.. Blocks("csharp")];
        Assert.NotEmpty(blocks);
        string library = Path.Combine(AppContext.BaseDirectory, "FashionNotebooks.dll");
        string setup = $"using FashionNotebooks.Search;\nEnvironment.CurrentDirectory = \"{folder}\";";
        string notebook = Path.Combine(folder, "readme.ipynb");
        await File.WriteAllTextAsync(notebook, NotebookJson.Of([$"#r \"{library}\"", setup, .. blocks]));
        CliRun run = await CliRun.Of("notebooks", "run", notebook, "--out", Path.Combine(folder, "out"));
        Assert.True(run.Exit == 0, run.Error);
        string executed = await File.ReadAllTextAsync(Path.Combine(folder, "out", "readme.ipynb"));
        Assert.Equal(5, HitLine().Count(executed));
    }

    private static IEnumerable<string> Blocks(string language) =>
        RunBlock().Matches(File.ReadAllText(Path.Combine(ProjectRoot.Path, "README.md"))).Where(match => match.Groups[1].Value == language)
            .Select(match => match.Groups[2].Value);

    [GeneratedRegex("^```(\\w+) run\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex RunBlock();

    [GeneratedRegex(@"\d\.\d{3} \S+ \S+\.jpg")]
    private static partial Regex HitLine();
}
