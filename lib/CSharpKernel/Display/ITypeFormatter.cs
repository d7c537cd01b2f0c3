namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Writes values of one type as one kind of output.</summary>
public interface ITypeFormatter
{
    string MimeType { get; }

    Type Type { get; }

    /// <summary>Writes the value; false leaves it to the next formatter.</summary>
    bool Format(object? instance, FormatContext context);
}

public sealed class FormatContext(TextWriter writer)
{
    public TextWriter Writer => writer;
}

/// <summary>Writes a value; false leaves it to the next formatter.</summary>
public delegate bool FormatDelegate<in T>(T value, FormatContext context);

internal sealed class DelegateFormatter(Type type, string mimeType, Func<object?, FormatContext, bool> format) : ITypeFormatter
{
    public string MimeType => mimeType;

    public Type Type => type;

    public bool Format(object? instance, FormatContext context) => format(instance, context);
}

/// <summary>Gives the formatters of a type that carries <see cref="TypeFormatterSourceAttribute"/>.</summary>
public interface ITypeFormatterSource
{
    IEnumerable<ITypeFormatter> CreateTypeFormatters();
}

/// <summary>
/// Names the class that formats a type. It is recognized by its name, in any namespace: a library may declare its own attribute of this
/// name with these two properties, and needs no reference to a notebook kernel.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
public sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>A class with a public constructor and a method <c>CreateTypeFormatters()</c>.</summary>
    public Type FormatterSourceType => formatterSourceType;

    /// <summary>The kinds to send; none means all that the source offers.</summary>
    public string[]? PreferredMimeTypes { get; set; }
}
