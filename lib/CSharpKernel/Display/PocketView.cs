using System.Collections;
using System.Dynamic;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>
/// An HTML element written as C#: <c>div[style: "color:red"](b("bold"), " and plain")</c>. The index adds attributes, the call adds content;
/// text is encoded, HTML is not, and a sequence adds each of its items.
/// </summary>
public sealed class PocketView : DynamicObject, IHtmlContent
{
    private readonly string attributes;
    private readonly string? content;

    /// <summary>An empty element.</summary>
    public PocketView(string name)
        : this(name, "", null)
    {
    }

    private PocketView(string name, string attributes, string? content) => (Name, this.attributes, this.content) = (name, attributes, content);

    /// <summary>The element's name.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override bool TryGetIndex(GetIndexBinder binder, object[] indexes, out object? result)
    {
        IReadOnlyList<string> names = binder.CallInfo.ArgumentNames;
        if (names.Count != indexes.Length)
            throw new ArgumentException($"attributes of <{Name}> need names, for example {Name}[style: \"color:red\"]");
        IEnumerable<string> added = names.Zip(indexes, (name, value) => $" {name.Replace('_', '-')}=\"{HtmlText.Encode(PlainText.Of(value))}\"");
        result = new PocketView(Name, attributes + string.Concat(added), content);
        return true;
    }

    /// <inheritdoc/>
    public override bool TryInvoke(InvokeBinder binder, object?[]? args, out object? result)
    {
        var inner = new StringBuilder(content);
        foreach (object? value in args ?? [null])
            Append(inner, value);
        result = new PocketView(Name, attributes, inner.ToString());
        return true;
    }

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(ToString());

    /// <summary>The HTML.</summary>
    public override string ToString() => Name == "img" ? $"<img{attributes} />" : $"<{Name}{attributes}>{content}</{Name}>";

    private static void Append(StringBuilder inner, object? value)
    {
        if (value is IEnumerable items and not string and not IHtmlContent)
        {
            foreach (object? item in items)
                Append(inner, item);
        }
        else if (value is not null)
        {
            inner.Append(value is string text ? HtmlText.Encode(text) : ObjectShape.IsScalar(value.GetType()) ? HtmlText.Encode(PlainText.Of(value)) : HtmlText.Of(value));
        }
    }
}
