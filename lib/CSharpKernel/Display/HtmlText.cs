using System.Collections;
using System.Data;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Values as small, script-free HTML: sequences of objects as tables, objects as trees that fold.</summary>
internal static class HtmlText
{
    private const int MostColumns = 40;

    internal static string Of(object? value) => Of(value, 0);

    internal static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private static string Of(object? value, int depth) => value switch
    {
        null => Plain(value),
        IHtmlContent html => Raw(html),
        TableView table => Rows(table.Items, depth),
        _ when depth > 0 && MimeBundle.OwnHtml(value) is { } own => own,
        DataTable table => Data(table),
        _ when depth > Formatter.RecursionLimit || ObjectShape.IsScalar(value.GetType()) => Plain(value),
        IDictionary dictionary => Pairs(dictionary, depth),
        Array { Rank: 2 } grid => Grid(grid),
        IEnumerable sequence => Sequence(sequence, depth),
        _ => ObjectShape.IsOpen(value.GetType()) ? Tree(value, depth) : Plain(value),
    };

    private static string Plain(object? value) => $"<div class=\"dni-plaintext\"><pre>{Encode(PlainText.Of(value))}</pre></div>";

    private static string Raw(IHtmlContent html)
    {
        using var writer = new StringWriter();
        html.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    private static string Sequence(IEnumerable sequence, int depth) =>
        ObjectShape.Items(sequence).Items.All(IsText) ? Plain(sequence) : Rows(sequence, depth);

    private static string Rows(IEnumerable sequence, int depth)
    {
        (List<object?> items, string more) = ObjectShape.Items(sequence);
        string[] columns = [.. items.Where(IsRow).SelectMany(item => ObjectShape.Members(item!.GetType())).Select(member => member.Name)
            .Distinct().Take(MostColumns)];
        string[] heads = ["<i>index</i>", .. columns.Length > 0 ? columns.Select(Encode) : ["value"]];
        IEnumerable<string> rows = items.Select((item, i) => Cell($"{i}") + Row(item, columns, depth));
        return Table(heads, rows, more, heads.Length);
    }

    private static bool IsRow(object? item) =>
        item is not null && item is not IEnumerable and not IHtmlContent && ObjectShape.IsOpen(item.GetType())
            && MimeBundle.OwnHtml(item) is null;

    private static string Row(object? item, string[] columns, int depth)
    {
        if (columns.Length == 0 || !IsRow(item))
            return Cell(Inner(item, depth), columns.Length);
        ILookup<string, MemberInfo> members = ObjectShape.Members(item!.GetType()).ToLookup(member => member.Name);
        return string.Concat(columns.Select(column =>
            Cell(members[column].FirstOrDefault() is { } member ? Inner(ObjectShape.Value(member, item), depth) : "")));
    }

    private static string Pairs(IDictionary dictionary, int depth)
    {
        (IEnumerable<(object Key, object? Value)> pairs, string more) = ObjectShape.Pairs(dictionary);
        IEnumerable<string> rows = pairs.Select(pair => Cell(Inner(pair.Key, depth)) + Cell(Inner(pair.Value, depth)));
        return Table(["<i>key</i>", "value"], rows, more, columns: 2);
    }

    private static string Tree(object value, int depth)
    {
        IEnumerable<string> rows = ObjectShape.Members(value.GetType())
            .Select(member => Cell(Encode(member.Name)) + Cell(Inner(ObjectShape.Value(member, value), depth)));
        return $"<details {(depth < 2 ? "open=\"open\" " : "")}class=\"dni-treeview\"><summary><span class=\"dni-code-hint\"><code>"
            + $"{Encode(PlainText.Of(value))}</code></span></summary><div>{Table([], rows, more: "", columns: 2)}</div></details>";
    }

    private static string Grid(Array grid)
    {
        int limit = Formatter.ListExpansionLimit, columns = Math.Min(grid.GetLength(1), MostColumns);
        IEnumerable<string> rows = Enumerable.Range(0, Math.Min(grid.GetLength(0), limit)).Select(row =>
            string.Concat(Enumerable.Range(0, columns).Select(column => Cell(Inner(grid.GetValue(row, column), 1)))));
        return Table([], rows, ObjectShape.More(grid.GetLength(0) - limit), columns);
    }

    private static string Data(DataTable table)
    {
        int limit = Formatter.ListExpansionLimit;
        string[] heads = [.. table.Columns.Cast<DataColumn>().Select(column => Encode(column.ColumnName))];
        IEnumerable<string> rows = table.Rows.Cast<DataRow>().Take(limit)
            .Select(row => string.Concat(row.ItemArray.Select(value => Cell(Encode(PlainText.Of(value))))));
        return Table(heads, rows, ObjectShape.More(table.Rows.Count - limit), heads.Length);
    }

    /// <param name="heads">The HTML of the heads of the columns; none for a table without heads.</param>
    /// <param name="rows">The cells of each row.</param>
    /// <param name="more">What a last row across all columns says; none when it is empty.</param>
    private static string Table(string[] heads, IEnumerable<string> rows, string more, int columns)
    {
        var html = new StringBuilder("<table>");
        if (heads.Length > 0)
            html.Append("<thead><tr>").AppendJoin("", heads.Select(head => $"<th>{head}</th>")).Append("</tr></thead>");
        html.Append("<tbody>").AppendJoin("", rows.Select(row => $"<tr>{row}</tr>"));
        if (more.Length > 0)
            html.Append($"<tr>{Cell($"<i>{more}</i>", columns)}</tr>");
        return html.Append("</tbody></table>").ToString();
    }

    private static string Cell(string html, int columns = 0) =>
        columns == 0 ? $"<td>{html}</td>" : $"<td colspan=\"{columns}\">{html}</td>";

    /// <summary>A value inside another: a word or number as it is, anything else one level deeper.</summary>
    internal static string Inner(object? value, int depth = 0) => IsText(value) ? Encode(PlainText.Of(value)) : Of(value, depth + 1);

    private static bool IsText(object? value) =>
        value is null || (ObjectShape.IsScalar(value.GetType()) && MimeBundle.OwnHtml(value) is null);
}

/// <summary>A sequence that is to be shown as a table, whatever its items are.</summary>
internal sealed record TableView(IEnumerable Items);
