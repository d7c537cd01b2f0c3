namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>One value as several kinds of output at once; the front end shows the best it knows. Plain text is always among them.</summary>
internal static class MimeBundle
{
    /// <summary>The kinds that are asked for; all that fit when none are.</summary>
    internal static JsonObject Of(object? value, params IReadOnlyCollection<string> mimeTypes)
    {
        var bundle = new JsonObject();
        IEnumerable<string> wanted = mimeTypes.Count > 0 ? mimeTypes : Kinds(value);
        foreach (string mimeType in wanted.Distinct())
        {
            if (Text(value, mimeType) is { } text)
                bundle[mimeType] = IsJson(mimeType) ? Parsed(text) : text;
        }
        if (mimeTypes.Count == 0 || bundle.Count == 0)
            bundle.TryAdd(PlainTextFormatter.MimeType, Text(value, PlainTextFormatter.MimeType) ?? PlainText.Of(value));
        return bundle;
    }

    /// <summary>The value as one kind, or null when it has no such form.</summary>
    internal static string? Text(object? value, string mimeType)
    {
        if (value is FormattedValue formatted)
            return formatted.MimeType == mimeType ? formatted.Value : mimeType == PlainTextFormatter.MimeType ? Brief(formatted) : null;
        if (value is not null && Registered(value, mimeType) is { } text)
            return text;
        return mimeType switch
        {
            PlainTextFormatter.MimeType => value is IHtmlContent ? value.ToString() : PlainText.Of(value),
            HtmlFormatter.MimeType => HtmlText.Of(value),
            JsonFormatter.MimeType => value is JsonDocument document ? document.RootElement.GetRawText() : JsonSerializer.Serialize(value),
            _ => value as string,
        };
    }

    /// <summary>HTML from a formatter of the value's own, for values inside others.</summary>
    internal static string? OwnHtml(object value) => Registered(value, HtmlFormatter.MimeType);

    private static IEnumerable<string> Kinds(object? value)
    {
        if (value is FormattedValue formatted)
            return [formatted.MimeType];
        if (value is null)
            return [PlainTextFormatter.MimeType];
        Type type = value.GetType();
        if (FormatterRegistry.PreferredFor(type) is { } preferred)
            return preferred;
        string[] registered = [.. FormatterRegistry.For(type).Select(formatter => formatter.MimeType)];
        if (registered.Length > 0)
            return registered;
        if (value is JsonNode or JsonElement or JsonDocument)
            return [JsonFormatter.MimeType];
        return ObjectShape.IsScalar(type) && Formatter.DefaultMimeType == HtmlFormatter.MimeType
            ? [PlainTextFormatter.MimeType]
            : [Formatter.DefaultMimeType];
    }

    /// <summary>The value as one kind by a formatter of its own; null when it has none that takes it.</summary>
    internal static string? Registered(object value, string mimeType)
    {
        foreach (ITypeFormatter formatter in FormatterRegistry.For(value.GetType()))
        {
            using var writer = new StringWriter();
            if (formatter.MimeType == mimeType && formatter.Format(value, new FormatContext(writer)))
                return writer.ToString();
        }
        return null;
    }

    /// <summary>JSON kinds travel as JSON, all others as text.</summary>
    private static bool IsJson(string mimeType) =>
        mimeType == JsonFormatter.MimeType || mimeType.EndsWith("+json", StringComparison.Ordinal);

    /// <summary>JSON from its text; the text itself when it is none.</summary>
    internal static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static string Brief(FormattedValue formatted) =>
        formatted.MimeType.StartsWith("text/", StringComparison.Ordinal) ? formatted.Value : formatted.MimeType;
}

public static class HtmlFormatter
{
    public const string MimeType = "text/html";
}

public static class JsonFormatter
{
    public const string MimeType = "application/json";
}

public static class PlainTextFormatter
{
    public const string MimeType = "text/plain";
}

/// <summary>Text that is formatted already.</summary>
/// <param name="MimeType">The kind, for example <c>text/html</c>.</param>
/// <param name="Value">The text; base64 for binary kinds.</param>
public sealed record FormattedValue(string MimeType, string Value);
