using System.Text;

namespace CSharpKernel.Execution;

/// <summary>
/// Splits a cell into code, directives and magic commands. Directives (<c>#r</c>, <c>#load</c>) run before the code around them, as in a script;
/// a magic command runs where it stands.
/// </summary>
internal sealed class CellReader
{
    private readonly List<CellPart> parts = [];
    private readonly StringBuilder text = new();
    private CellPartKind language = CellPartKind.Code;
    private int line;

    /// <summary>The parts, in order.</summary>
    internal static IReadOnlyList<CellPart> Read(string code)
    {
        var reader = new CellReader();
        foreach (string line in code.ReplaceLineEndings("\n").Split('\n'))
            reader.Add(line);
        reader.EndText();
        return reader.parts;
    }

    /// <summary>The C# of a cell with everything else blanked out, character for character: for completion and checks.</summary>
    internal static string CodeOnly(string code)
    {
        var kept = CellPartKind.Code;
        return string.Join('\n', code.Split('\n').Select(line =>
        {
            if (Language(line) is { } next)
                kept = next;
            return kept == CellPartKind.Code && !IsMagic(line) && !IsDirective(line) ? line : new string(' ', line.Length);
        }));
    }

    private void Add(string content)
    {
        line++;
        if (Language(content) is { } next)
        {
            EndText();
            language = next;
        }
        else if (language == CellPartKind.Code && IsMagic(content))
        {
            EndText();
            parts.Add(new CellPart(CellPartKind.Magic, content.Trim()));
        }
        else if (language == CellPartKind.Code && IsDirective(content))
        {
            parts.Add(new CellPart(CellPartKind.Directive, content.Trim()));
            text.Append('\n');
        }
        else
        {
            text.Append(content).Append('\n');
        }
    }

    private void EndText()
    {
        if (text.ToString().AsSpan().Trim().Length > 0)
        {
            // The text ends one character early: the last line break is ours, not the cell's.
            string body = text.ToString(0, text.Length - 1);
            parts.Add(new CellPart(language, body));
        }
        text.Clear();
        text.Append('\n', line);
    }

    private static bool IsMagic(string line) => line.StartsWith("#!", StringComparison.Ordinal);

    private static bool IsDirective(string line)
    {
        string trimmed = line.TrimStart();
        return trimmed.StartsWith("#r \"", StringComparison.Ordinal) || trimmed.StartsWith("#i \"", StringComparison.Ordinal)
            || trimmed.StartsWith("#load \"", StringComparison.Ordinal) || trimmed.StartsWith("#r nuget", StringComparison.Ordinal);
    }

    private static CellPartKind? Language(string line) => line.Trim() switch
    {
        "#!csharp" or "#!c#" or "#!C#" => CellPartKind.Code,
        "#!html" => CellPartKind.Html,
        "#!markdown" or "#!md" => CellPartKind.Markdown,
        "#!js" or "#!javascript" => CellPartKind.Javascript,
        _ => null,
    };
}
