namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>A formatter made from a method.</summary>
internal sealed class DelegateFormatter(Type type, string mimeType, Func<object?, FormatContext, bool> format) : ITypeFormatter
{
    public string MimeType => mimeType;

    public Type Type => type;

    public bool Format(object? instance, FormatContext context) => format(instance, context);
}
