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
