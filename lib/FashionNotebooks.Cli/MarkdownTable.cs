using System.Text;

namespace FashionNotebooks.Cli;

/// <summary>A Markdown table with a place of its own in a text: between <c>&lt;!-- mark --&gt;</c> and <c>&lt;!-- /mark --&gt;</c>.</summary>
/// <param name="mark">Names the place.</param>
/// <param name="head">The head's cells.</param>
/// <param name="rows">The cells of each row.</param>
internal sealed class MarkdownTable(string mark, IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows)
{
    /// <summary>The table; nothing when it has no rows.</summary>
    public override string ToString()
    {
        if (rows.Count == 0)
            return "";
        var text = new StringBuilder();
        text.AppendLine(Line(head)).AppendLine($"|{string.Concat(head.Select(_ => "---|"))}");
        foreach (IReadOnlyList<string> row in rows)
            text.AppendLine(Line(row));
        return text.ToString();
    }

    /// <summary>A text with this table in its place.</summary>
    /// <exception cref="InputException">The marks are not there.</exception>
    public string InsertInto(string text)
    {
        string begin = $"<!-- {mark} -->", end = $"<!-- /{mark} -->";
        int from = text.IndexOf(begin, StringComparison.Ordinal), to = text.IndexOf(end, StringComparison.Ordinal);
        if (from < 0 || to < from)
            throw new InputException($"the text has no lines '{begin}' and '{end}' to put the table between; add them");
        return $"{text[..(from + begin.Length)]}\n{this}{text[to..]}";
    }

    private static string Line(IReadOnlyList<string> cells) => $"|{string.Concat(cells.Select(cell => cell.Length == 0 ? " |" : $" {cell} |"))}";
}
