namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>
/// Names the class that formats a type. It is recognized by its name, in any namespace: a library may declare its own attribute of this name
/// with these two properties, and needs no reference to a notebook kernel.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
public sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>A class with a public constructor and a method <c>CreateTypeFormatters()</c>.</summary>
    public Type FormatterSourceType => formatterSourceType;

    /// <summary>The kinds to send; none means all that the source offers.</summary>
    public string[]? PreferredMimeTypes { get; set; }
}
