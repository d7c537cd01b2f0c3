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

    private static string Cell(object? value, int depth) =>
        value is null || ObjectShape.IsScalar(value.GetType()) && MimeBundle.OwnHtml(value) is null
            ? Encode(PlainText.Of(value))
            : Of(value, depth + 1);

    private static string Raw(IHtmlContent html)
    {
        using var writer = new StringWriter();
        html.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    private static string Sequence(IEnumerable sequence, int depth)
    {
        (List<object?> items, _) = ObjectShape.Take(sequence, Formatter.LimitFor(ObjectShape.ItemType(sequence)));
        bool plain = items.All(item => item is null || (ObjectShape.IsScalar(item.GetType()) && MimeBundle.OwnHtml(item) is null));
        return plain ? Plain(sequence) : Rows(sequence, depth);
    }

    private static string Rows(IEnumerable sequence, int depth)
    {
        (List<object?> items, int? more) = ObjectShape.Take(sequence, Formatter.LimitFor(ObjectShape.ItemType(sequence)));
        string[] columns = [.. items.Where(IsRow).SelectMany(item => ObjectShape.Members(item!.GetType())).Select(member => member.Name)
            .Distinct().Take(MostColumns)];
        var html = new StringBuilder("<table><thead><tr><th><i>index</i></th>");
        foreach (string column in columns.Length > 0 ? columns : ["value"])
            html.Append("<th>").Append(Encode(column)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        for (int i = 0; i < items.Count; i++)
            html.Append("<tr><td>").Append(i).Append("</td>").Append(Row(items[i], columns, depth)).Append("</tr>");
        if (more != 0)
            html.Append("<tr><td colspan=\"").Append(Math.Max(1, columns.Length) + 1).Append("\"><i>")
                .Append(more is null ? "(more)" : $"({more} more)").Append("</i></td></tr>");
        return html.Append("</tbody></table>").ToString();
    }

    private static bool IsRow(object? item) =>
        item is not null && item is not IEnumerable and not IHtmlContent && ObjectShape.IsOpen(item.GetType())
            && MimeBundle.OwnHtml(item) is null;

    private static string Row(object? item, string[] columns, int depth)
    {
        if (columns.Length == 0)
            return $"<td>{Cell(item, depth)}</td>";
        if (!IsRow(item))
            return $"<td colspan=\"{columns.Length}\">{Cell(item, depth)}</td>";
        ILookup<string, MemberInfo> members = ObjectShape.Members(item!.GetType()).ToLookup(member => member.Name);
        return string.Concat(columns.Select(column =>
            $"<td>{(members[column].FirstOrDefault() is { } member ? Cell(ObjectShape.Value(member, item), depth) : "")}</td>"));
    }

    private static string Pairs(IDictionary dictionary, int depth)
    {
        var html = new StringBuilder("<table><thead><tr><th><i>key</i></th><th>value</th></tr></thead><tbody>");
        int count = 0;
        foreach (DictionaryEntry entry in dictionary)
        {
            if (count++ == Formatter.ListExpansionLimit)
            {
                html.Append("<tr><td colspan=\"2\"><i>(").Append(dictionary.Count - Formatter.ListExpansionLimit)
                    .Append(" more)</i></td></tr>");
                break;
            }
            html.Append("<tr><td>").Append(Cell(entry.Key, depth)).Append("</td><td>").Append(Cell(entry.Value, depth))
                .Append("</td></tr>");
        }
        return html.Append("</tbody></table>").ToString();
    }

    private static string Tree(object value, int depth)
    {
        var html = new StringBuilder(depth < 2
            ? "<details open=\"open\" class=\"dni-treeview\"><summary>"
            : "<details class=\"dni-treeview\"><summary>");
        html.Append("<span class=\"dni-code-hint\"><code>").Append(Encode(PlainText.Of(value)))
            .Append("</code></span></summary><div><table><tbody>");
        foreach (MemberInfo member in ObjectShape.Members(value.GetType()))
            html.Append("<tr><td>").Append(Encode(member.Name)).Append("</td><td>").Append(Cell(ObjectShape.Value(member, value), depth))
                .Append("</td></tr>");
        return html.Append("</tbody></table></div></details>").ToString();
    }

    private static string Grid(Array grid)
    {
        var html = new StringBuilder("<table><tbody>");
        for (int row = 0; row < Math.Min(grid.GetLength(0), Formatter.ListExpansionLimit); row++)
        {
            html.Append("<tr>");
            for (int column = 0; column < Math.Min(grid.GetLength(1), MostColumns); column++)
                html.Append("<td>").Append(Cell(grid.GetValue(row, column), 1)).Append("</td>");
            html.Append("</tr>");
        }
        return html.Append("</tbody></table>").ToString();
    }

    private static string Data(DataTable table)
    {
        IEnumerable<string> names = table.Columns.Cast<DataColumn>().Select(column => column.ColumnName);
        var html = new StringBuilder("<table><thead><tr>").AppendJoin("", names.Select(name => $"<th>{Encode(name)}</th>"))
            .Append("</tr></thead><tbody>");
        foreach (DataRow row in table.Rows.Cast<DataRow>().Take(Formatter.ListExpansionLimit))
            html.Append("<tr>").AppendJoin("", row.ItemArray.Select(value => $"<td>{Encode(PlainText.Of(value))}</td>")).Append("</tr>");
        return html.Append("</tbody></table>").ToString();
    }
}

/// <summary>A sequence that is to be shown as a table, whatever its items are.</summary>
internal sealed record TableView(IEnumerable Items);
