namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Writes values of one type as one kind of output.</summary>
public interface ITypeFormatter
{
    string MimeType { get; }

    Type Type { get; }

    /// <summary>Writes the value; false leaves it to the next formatter.</summary>
    bool Format(object? instance, FormatContext context);
}

/// <param name="Writer">Takes the text of a value.</param>
public sealed record FormatContext(TextWriter Writer);

/// <summary>Writes a value; false leaves it to the next formatter.</summary>
public delegate bool FormatDelegate<in T>(T value, FormatContext context);

internal sealed record DelegateFormatter(Type Type, string MimeType, FormatDelegate<object> Write) : ITypeFormatter
{
    public bool Format(object? instance, FormatContext context) => Write(instance!, context);
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
