using System.Text.Encodings.Web;

namespace Microsoft.AspNetCore.Html;

/// <summary>A piece of HTML.</summary>
public class HtmlString(string? value) : IHtmlContent
{
    /// <summary>The HTML.</summary>
    public string? Value => value;

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(value);

    /// <inheritdoc/>
    public override string ToString() => value ?? "";
}
