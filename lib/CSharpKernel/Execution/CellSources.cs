using System.Collections.Concurrent;

namespace CSharpKernel.Execution;

/// <summary>The text of every cell and file that ran, by the name that error messages use.</summary>
internal sealed class CellSources
{
    private readonly ConcurrentDictionary<string, CellEdits> cells = new();

    internal void Add(string path, CellEdits cell) => cells[path] = cell;

    internal bool Contains(string path) => cells.ContainsKey(path);

    /// <summary>A line as the user wrote it, counted from 1, and the column in it, counted from 0; null when there is no such line.</summary>
    /// <param name="path">The cell or file.</param>
    /// <param name="number">The line.</param>
    /// <param name="column">The column in the compiled text.</param>
    internal (string Text, int Column)? Line(string path, int number, int column)
    {
        if (!cells.TryGetValue(path, out CellEdits? cell))
            return null;
        int start = 0;
        for (int line = 1; line < number; line++)
        {
            start = cell.Original.IndexOf('\n', start) + 1;
            if (start == 0)
                return null;
        }
        int end = cell.Original.IndexOf('\n', start);
        string text = end < 0 ? cell.Original[start..] : cell.Original[start..end];
        return (text, cell.OriginalColumn(start, text.Length, Math.Max(0, column)));
    }
}
