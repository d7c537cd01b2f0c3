namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>The kind of plain text output.</summary>
public static class PlainTextFormatter
{
    /// <summary><c>text/plain</c>.</summary>
    public const string MimeType = "text/plain";
}
