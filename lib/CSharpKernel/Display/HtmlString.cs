namespace Microsoft.AspNetCore.Html;

/// <summary>Text that is HTML already. The name is ASP.NET's, because notebooks written for .NET Interactive use it.</summary>
public interface IHtmlContent
{
    void WriteTo(TextWriter writer, HtmlEncoder encoder);
}

public class HtmlString(string? value) : IHtmlContent
{
    public string? Value => value;

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(value);

    public override string ToString() => value ?? "";
}
