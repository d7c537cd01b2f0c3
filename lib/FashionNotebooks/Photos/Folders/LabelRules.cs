using System.IO.Enumeration;

namespace FashionNotebooks.Photos.Folders;

/// <summary>
/// Labels from file names: a text file with one class a line, <c>class: pattern pattern …</c>. A pattern may hold <c>*</c> and <c>?</c> and
/// ignores case; with a <c>/</c> it is compared with the path below the folder, else with the file's name.
/// </summary>
public sealed class LabelRules
{
    private readonly List<string> classes = [];
    private readonly List<string[]> patterns = [];

    private LabelRules(string source) => Source = source;

    public string Source { get; }

    public IReadOnlyList<string> Classes => classes;

    /// <summary>Reads a rules file; empty lines and lines that begin with <c>#</c> are passed over.</summary>
    /// <exception cref="InputException">The file cannot be read, a line is no rule, or there are fewer than two classes.</exception>
    public static LabelRules Read(string path)
    {
        var rules = new LabelRules(path);
        foreach (var (index, line) in CsvTable.ReadLines(path).Index())
        {
            string text = line.Trim();
            if (text.Length > 0 && text[0] != '#')
                rules.Add(text, index + 1);
        }
        return rules.classes.Count >= 2 ? rules : throw new InputException(
            $"'{path}' has rules for {rules.classes.Count} classes; give at least 2, one a line: class: pattern …");
    }

    /// <summary>The classes whose patterns fit a file: one if all is well, none or several if not.</summary>
    public IReadOnlyList<int> Match(string relativePath)
    {
        string slashed = relativePath.Replace('\\', '/'), name = slashed[(slashed.LastIndexOf('/') + 1)..];
        return [.. Enumerable.Range(0, classes.Count).Where(label => patterns[label].Any(pattern =>
            FileSystemName.MatchesSimpleExpression(pattern, pattern.Contains('/', StringComparison.Ordinal) ? slashed : name)))];
    }

    private void Add(string line, int number)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        string name = colon > 0 ? line[..colon].Trim() : "";
        string[] given = colon > 0 ? line[(colon + 1)..].Split(null as char[], StringSplitOptions.RemoveEmptyEntries) : [];
        if (name.Length == 0 || given.Length == 0)
            throw new InputException($"'{Source}' line {number} is no rule; write 'class: pattern pattern …', such as 'shoes: shoes_*'");
        if (classes.Contains(name))
            throw new InputException($"'{Source}' has two rules for '{name}'; put all its patterns into one line");
        classes.Add(name);
        patterns.Add(given);
    }
}
