using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace CSharpKernel.Execution;

/// <summary>Insertions into a cell and stretches blanked out, none with a line break; maps columns of the changed text back to the original.</summary>
internal sealed class CellEdits(string code)
{
    private readonly List<(int Position, string Text)> insertions = [];
    private readonly List<TextSpan> blanks = [];

    /// <summary>The text that the user wrote.</summary>
    internal string Original => code;

    internal void Insert(int position, string text) => insertions.Add((position, text));

    internal void Blank(TextSpan span) => blanks.Add(span);

    /// <summary>The text that is compiled.</summary>
    internal string Changed()
    {
        if (insertions.Count == 0 && blanks.Count == 0)
            return code;
        var text = new StringBuilder(code);
        foreach (TextSpan span in blanks)
        {
            for (int i = span.Start; i < span.End; i++)
                text[i] = text[i] == '\n' ? '\n' : ' ';
        }
        // OrderBy keeps the order of insertions at one place; from the end, so that earlier positions stay true.
        foreach ((int position, string inserted) in insertions.AsEnumerable().Reverse().OrderByDescending(insertion => insertion.Position))
            text.Insert(position, inserted);
        return text.ToString();
    }

    /// <summary>A column of the original line for one of the changed line; both count from 0.</summary>
    internal int OriginalColumn(int lineStart, int lineLength, int column)
    {
        int shift = 0;
        foreach ((int position, string text) in insertions.Where(insertion => insertion.Position >= lineStart && insertion.Position <= lineStart + lineLength).OrderBy(insertion => insertion.Position))
        {
            int at = position - lineStart + shift;
            if (column >= at)
                shift += Math.Min(text.Length, column - at);
        }
        return Math.Clamp(column - shift, 0, lineLength);
    }
}
