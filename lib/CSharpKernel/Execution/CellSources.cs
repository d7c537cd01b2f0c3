using System.Collections.Concurrent;

namespace CSharpKernel.Execution;

/// <summary>The text of every cell and file that ran, by the name that error messages use.</summary>
internal sealed class CellSources
{
    private readonly ConcurrentDictionary<string, string[]> lines = new();

    internal void Add(string path, string code) => lines[path] = code.Split('\n');

    internal bool Contains(string path) => lines.ContainsKey(path);

    /// <summary>A line, counted from 1, and the column under it where the caret belongs, counted from 0; null when there is no such line.</summary>
    internal (string Text, int Column)? Line(string path, int number, int column)
    {
        if (!lines.TryGetValue(path, out string[]? all) || number < 1 || number > all.Length)
            return null;
        string text = all[number - 1];
        int shift = 0;
        // Polls that were put into loops are not the user's text.
        for (int at; (at = text.IndexOf(StopPoints.Poll, StringComparison.Ordinal)) >= 0; text = text.Remove(at, StopPoints.Poll.Length))
            shift += at + shift < column ? StopPoints.Poll.Length : 0;
        return (text, Math.Clamp(column - shift, 0, text.Length));
    }
}
