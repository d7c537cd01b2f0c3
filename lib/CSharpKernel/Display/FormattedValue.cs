namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Text that is formatted already, and its kind.</summary>
public sealed class FormattedValue(string mimeType, string value)
{
    /// <summary>The kind, for example <c>text/html</c>.</summary>
    public string MimeType => mimeType;

    /// <summary>The text; base64 for binary kinds.</summary>
    public string Value => value;
}
