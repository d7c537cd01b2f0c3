namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>The kind of JSON output.</summary>
public static class JsonFormatter
{
    /// <summary><c>application/json</c>.</summary>
    public const string MimeType = "application/json";
}
