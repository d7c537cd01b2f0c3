using System.Text.RegularExpressions;
using FashionNotebooks.Tests;

namespace FashionNotebooks.Cli.Tests;

/// <summary>What <c>CONTRIBUTING.md</c> asks of the sources, and what it says about them.</summary>
public sealed partial class HouseTests
{
    private const int LongestLine = 140, LongestFile = 350, FullestFolder = 25;

    private static IEnumerable<string> Sources => new[] { "lib", "tests" }.SelectMany(
        folder => Directory.EnumerateFiles(Path.Combine(ProjectRoot.Path, folder), "*.cs", SearchOption.AllDirectories));

    [Fact]
    public void No_line_is_too_long() => Assert.Empty(
        from file in Sources
        from line in File.ReadLines(file).Select((text, i) => (Text: text, Number: i + 1))
        where line.Text.Length > LongestLine
        select $"{file}:{line.Number}: {line.Text.Length} characters");

    [Fact]
    public void No_file_is_too_long() => Assert.Empty(
        from file in Sources
        where File.ReadLines(file).Count() > LongestFile
        select file);

    [Fact]
    public void No_folder_is_too_full() => Assert.Empty(
        from file in Sources
        group file by Path.GetDirectoryName(file) into folder
        where folder.Count() > FullestFolder
        select folder.Key);

    // The compiler looks at spaces (IDE0055), not at usings and ends of lines.
    [Fact]
    public void Usings_are_sorted() => Assert.Empty(
        from file in Sources
        let usings = File.ReadLines(file).TakeWhile(line => line is "" || line.StartsWith("using ", StringComparison.Ordinal))
            .Where(line => line is not "").ToArray()
        where !usings.SequenceEqual(usings.OrderBy(UsingKind).ThenBy(line => line.TrimEnd(';'), StringComparer.OrdinalIgnoreCase))
        select file);

    [Fact]
    public void Lines_end_as_on_Linux_and_a_file_with_one() => Assert.Empty(
        from file in Sources
        let text = File.ReadAllText(file)
        where text.Contains('\r') || !text.EndsWith('\n') || text.EndsWith("\n\n", StringComparison.Ordinal)
        select file);

    // The kernel's display is written for notebooks that know .NET Interactive, so it has that one's names.
    [Fact]
    public void A_folder_is_a_namespace() => Assert.Empty(
        from file in Sources
        where !file.Contains(Path.Combine("CSharpKernel", "Display"), StringComparison.Ordinal)
        where IsLibrary(file) || Mirrored(file) is not null
        let space = File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))
        where space is not null && space != $"namespace {string.Join('.', Folders(file))};"
        select $"{file}: {space}");

    [Fact]
    public void A_test_lies_where_its_subject_lies() => Assert.Empty(
        from file in Sources
        where file.EndsWith("Tests.cs", StringComparison.Ordinal) && Mirrored(file) is { } folder && !Directory.Exists(folder)
        select file);

    [Theory]
    [InlineData("Photo → search result:")]
    [InlineData("Photo → trained model:")]
    public void A_walk_names_the_line_of_each_step(string title)
    {
        string page = File.ReadAllText(Path.Combine(ProjectRoot.Path, "CONTRIBUTING.md"));
        string walk = page[page.IndexOf(title, StringComparison.Ordinal)..].Split("\n\n")[1];
        Match[] steps = [.. Step().Matches(walk).Cast<Match>()];
        Assert.Equal(walk.Count(sign => sign == '\n') - 1, steps.Length);
        Assert.InRange(steps.Select(step => step.Groups["type"].Value).Distinct().Count(), 1, 10);
        Assert.Empty(steps.SelectMany(step => Wrong(
            step.Groups["type"].Value, step.Groups["member"].Value, step.Groups["file"].Value, int.Parse(step.Groups["line"].Value))));
    }

    private static IEnumerable<string> Wrong(string type, string member, string file, int line)
    {
        string[] lines = File.ReadAllLines(Path.Combine(ProjectRoot.Path, file));
        string name = member.Length > 0 ? member : type;
        if (!lines.Any(text => Regex.IsMatch(text, $@"\b(class|record|struct) {type}\b")))
            yield return $"{file} holds no {type}";
        if (line > lines.Length || !Regex.IsMatch(lines[line - 1], $@"\b(public|internal|private)\b.*\b{name}\b"))
        {
            IEnumerable<int> there = Enumerable.Range(1, lines.Length).Where(i => Regex.IsMatch(lines[i - 1], $@"\b{name}\b"));
            yield return $"{file}:{line} declares no {name}; it is named in the lines {string.Join(", ", there)}";
        }
    }

    // System's first, then all others, static ones, other names for types.
    private static int UsingKind(string line) => line.Contains('=') ? 3 : line.StartsWith("using static ", StringComparison.Ordinal) ? 2
        : Regex.IsMatch(line, @"^using System\b") ? 0 : 1;

    private static bool IsLibrary(string file) => file.StartsWith(Path.Combine(ProjectRoot.Path, "lib"), StringComparison.Ordinal);

    // lib/FashionNotebooks.Web/Uploads/Upload.cs: the project's name, then the folders below it.
    private static string[] Folders(string file) =>
        Path.GetRelativePath(ProjectRoot.Path, Path.GetDirectoryName(file)!).Split(Path.DirectorySeparatorChar)[1..];

    // The folder of the library that a file's test project is about; null for a project that is about several.
    private static string? Mirrored(string file)
    {
        string[] folders = Folders(file);
        string library = Path.Combine(ProjectRoot.Path, "lib", folders[0].Replace(".Tests", "", StringComparison.Ordinal));
        return folders[0].EndsWith(".Tests", StringComparison.Ordinal) && Directory.Exists(library)
            ? Path.Combine([library, .. folders[1..]])
            : null;
    }

    [GeneratedRegex(@"^\| .+ \| `(?<type>\w+)(\.(?<member>\w+))?` \| `(?<file>lib/[\w./]+\.cs):(?<line>\d+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Step();
}
