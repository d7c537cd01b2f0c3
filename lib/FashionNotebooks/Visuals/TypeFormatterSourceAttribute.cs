namespace FashionNotebooks.Visuals;

/// <summary>
/// Says which type formats the values of a type in a notebook. C# notebook kernels find it by its name, so this library needs no
/// reference to a kernel: the named type has <c>CreateTypeFormatters()</c>, which returns objects with <c>MimeType</c> and
/// <c>Format(object, TextWriter)</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType => formatterSourceType;

    public string[] PreferredMimeTypes { get; set; } = [];
}
