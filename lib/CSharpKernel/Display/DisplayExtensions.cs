using System.Collections;

namespace System;

/// <summary>Showing values as methods of the values. They live in System so that they are always in scope.</summary>
public static class DisplayExtensions
{
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => DisplayedValue.Show(value, mimeTypes);

    /// <summary>Shows text as the given kind, for example <c>text/markdown</c>.</summary>
    public static DisplayedValue DisplayAs(this string value, string mimeType, params string[] additionalMimeTypes) =>
        DisplayedValue.Show(new FormattedValue(mimeType, value), [mimeType, .. additionalMimeTypes]);

    /// <summary>Shows a sequence as a table, one row per item and one column per member.</summary>
    public static DisplayedValue DisplayTable(this IEnumerable source) => DisplayedValue.Show(new TableView(source), []);
}
