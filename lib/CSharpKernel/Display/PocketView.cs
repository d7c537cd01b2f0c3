using System.Collections;
using System.Dynamic;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>
/// An HTML element written as C#: <c>div[style: "color:red"](b("bold"), " and plain")</c>. The index adds attributes, the call adds
/// content; text is encoded, HTML is not, and a sequence adds each of its items.
/// </summary>
public sealed class PocketView : DynamicObject, IHtmlContent
{
    private readonly string attributes;
    private readonly string? content;

    public PocketView(string name)
        : this(name, "", null)
    {
    }

    private PocketView(string name, string attributes, string? content) =>
        (Name, this.attributes, this.content) = (name, attributes, content);

    public string Name { get; }

    public override bool TryGetIndex(GetIndexBinder binder, object[] indexes, out object? result)
    {
        IReadOnlyList<string> names = binder.CallInfo.ArgumentNames;
        if (names.Count != indexes.Length)
            throw new ArgumentException($"attributes of <{Name}> need names, for example {Name}[style: \"color:red\"]");
        IEnumerable<string> added = names.Zip(indexes, (name, value) =>
            $" {name.Replace('_', '-')}=\"{HtmlText.Encode(PlainText.Of(value))}\"");
        result = new PocketView(Name, attributes + string.Concat(added), content);
        return true;
    }

    public override bool TryInvoke(InvokeBinder binder, object?[]? args, out object? result)
    {
        var inner = new StringBuilder(content);
        foreach (object? value in args ?? [null])
            Append(inner, value);
        result = new PocketView(Name, attributes, inner.ToString());
        return true;
    }

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(ToString());

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
            inner.Append(HtmlText.Inner(value));
        }
    }
}

/// <summary>The elements of <see cref="PocketView"/> that cells may use by name; a variable of the same name hides one.</summary>
public static class PocketViewTags
{
#pragma warning disable IDE1006, CS1591 // The names are those of HTML.
    public static dynamic b => new PocketView("b");
    public static dynamic div => new PocketView("div");
    public static dynamic h1 => new PocketView("h1");
    public static dynamic h2 => new PocketView("h2");
    public static dynamic h3 => new PocketView("h3");
    public static dynamic img => new PocketView("img");
    public static dynamic p => new PocketView("p");
    public static dynamic span => new PocketView("span");
    public static dynamic table => new PocketView("table");
    public static dynamic tbody => new PocketView("tbody");
    public static dynamic td => new PocketView("td");
    public static dynamic th => new PocketView("th");
    public static dynamic thead => new PocketView("thead");
    public static dynamic tr => new PocketView("tr");
#pragma warning restore IDE1006, CS1591
}
