namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>The kind of HTML output.</summary>
public static class HtmlFormatter
{
    /// <summary><c>text/html</c>.</summary>
    public const string MimeType = "text/html";
}
