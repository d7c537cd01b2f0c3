namespace FashionNotebooks.Visuals;

/// <summary>One kind of output of a type, in the form that notebook kernels find by name (see <see cref="Charts.TypeFormatterSourceAttribute"/>).</summary>
/// <param name="mimeType">The kind.</param>
/// <param name="format">The value as text of that kind; base64 for pictures.</param>
internal sealed class MimeFormatter<T>(string mimeType, Func<T, string> format)
{
    public string MimeType => mimeType;

    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not T value)
            return false;
        writer.Write(format(value));
        return true;
    }
}
