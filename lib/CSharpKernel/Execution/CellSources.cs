using Microsoft.CodeAnalysis.Text;

namespace CSharpKernel.Execution;

/// <summary>The text of every cell and file that ran, by the name that error messages use.</summary>
internal sealed class CellSources
{
    private readonly ConcurrentDictionary<string, CellEdits> cells = new();

    internal void Add(string path, CellEdits cell) => cells[path] = cell;

    internal bool Contains(string path) => cells.ContainsKey(path);

    /// <summary>A line as the user wrote it, counted from 1, and the column in it, counted from 0; null
    /// when there is no such line.</summary>
    internal (string Text, int Column)? Line(string path, int number, int compiledColumn)
    {
        if (!cells.TryGetValue(path, out CellEdits? cell) || number < 1 || number > cell.Original.Lines.Count)
            return null;
        TextLine line = cell.Original.Lines[number - 1];
        return ($"{line}", cell.OriginalColumn(line.Start, line.End - line.Start, Math.Max(0, compiledColumn)));
    }
}

/// <summary>Insertions into a cell and stretches blanked out, none with a line break; maps columns of the
/// changed text back to the original.</summary>
internal sealed class CellEdits(string code)
{
    private readonly List<TextChange> changes = [];

    internal SourceText Original { get; } = SourceText.From(code);

    internal void Insert(int position, string text) => changes.Add(new TextChange(new TextSpan(position, 0), text));

    internal void Blank(TextSpan span) =>
        changes.Add(new TextChange(span, string.Concat(code.Substring(span.Start, span.Length).Select(c => c == '\n' ? c : ' '))));

    /// <summary>The text that is compiled. Insertions at one place keep the order in which they were made.</summary>
    internal string Changed() => changes.Count == 0 ? code : Original.WithChanges(changes.OrderBy(change => change.Span.Start)).ToString();

    /// <summary>A column of the original line for one of the changed line; both count from 0.</summary>
    internal int OriginalColumn(int lineStart, int lineLength, int column)
    {
        int shift = 0;
        foreach (TextChange change in changes.Where(change => change.Span.IsEmpty).OrderBy(change => change.Span.Start))
        {
            int at = change.Span.Start - lineStart;
            if (at >= 0 && at <= lineLength && column >= at + shift)
                shift += Math.Min(change.NewText!.Length, column - at - shift);
        }
        return Math.Clamp(column - shift, 0, lineLength);
    }
}
