namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Writes values of one type as one kind of output.</summary>
public interface ITypeFormatter
{
    /// <summary>The kind of output.</summary>
    string MimeType { get; }

    /// <summary>The type whose values it writes.</summary>
    Type Type { get; }

    /// <summary>Writes the value; false leaves it to the next formatter.</summary>
    bool Format(object? instance, FormatContext context);
}

/// <summary>Where a formatter writes.</summary>
public sealed class FormatContext(TextWriter writer)
{
    /// <summary>Receives the output.</summary>
    public TextWriter Writer => writer;
}

/// <summary>Writes a value; false leaves it to the next formatter.</summary>
public delegate bool FormatDelegate<in T>(T value, FormatContext context);

/// <summary>A formatter made from a method.</summary>
internal sealed class DelegateFormatter(Type type, string mimeType, Func<object?, FormatContext, bool> format) : ITypeFormatter
{
    public string MimeType => mimeType;

    public Type Type => type;

    public bool Format(object? instance, FormatContext context) => format(instance, context);
}
