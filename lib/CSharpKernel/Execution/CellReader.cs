namespace CSharpKernel.Execution;

/// <summary>
/// Splits a cell into code, directives and magic commands. Directives (<c>#r</c>, <c>#load</c>) run before the code around them, as in a
/// script; a magic command runs where it stands.
/// </summary>
internal sealed class CellReader
{
    private readonly List<CellPart> parts = [];
    private readonly StringBuilder text = new();
    private CellPartKind language = CellPartKind.Code;
    private int line;

    internal static IReadOnlyList<CellPart> Read(string code)
    {
        string unix = code.ReplaceLineEndings("\n");
        var reader = new CellReader();
        SyntaxNode? syntax = null;
        int start = 0;
        foreach (string line in unix.Split('\n'))
        {
            bool command = (IsMagic(line) || IsDirective(line)) && !IsInsideText(syntax ??= CompilerOptions.Parse(unix).GetRoot(), start);
            reader.Add(line, command);
            start += line.Length + 1;
        }
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

    private void Add(string content, bool command)
    {
        line++;
        if (command && Language(content) is { } next)
        {
            EndText();
            language = next;
        }
        else if (command && language == CellPartKind.Code && IsMagic(content))
        {
            EndText();
            parts.Add(new CellPart(CellPartKind.Magic, content.Trim()));
        }
        else if (command && language == CellPartKind.Code)
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
        // The last line break is ours, not the cell's.
        string body = text.Length == 0 ? "" : text.ToString(0, text.Length - 1);
        if (body.AsSpan().Trim().Length > 0)
            parts.Add(new CellPart(language, body));
        text.Clear();
        text.Append('\n', line);
    }

    /// <summary>A line inside a raw string or a comment is text, however it starts.</summary>
    private static bool IsInsideText(SyntaxNode syntax, int position)
    {
        SyntaxToken token = syntax.FindToken(position);
        SyntaxTrivia trivia = syntax.FindTrivia(position);
        return (token.SpanStart < position && token.Span.End > position)
            || (trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) && trivia.SpanStart < position);
    }

    private static bool IsMagic(string line) => line.StartsWith("#!", StringComparison.Ordinal);

    private static bool IsDirective(string line)
    {
        string trimmed = line.TrimStart();
        return ((string[])["#r ", "#i ", "#load "]).Any(name => trimmed.StartsWith(name, StringComparison.Ordinal));
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

/// <summary>A piece of a cell in the order it runs.</summary>
/// <param name="Text">C# with empty lines in place of what is not C#, so that line numbers stay; or the line of a command; or text of
/// another language.</param>
internal sealed record CellPart(CellPartKind Kind, string Text);

internal enum CellPartKind
{
    Code,
    Directive, // #r, #i or #load
    Magic, // #!name arguments
    Html,
    Markdown,
    Javascript,
}
