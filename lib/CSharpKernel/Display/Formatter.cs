using System.Runtime.CompilerServices;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>How values become output. What is registered last, for the nearest type, wins.</summary>
public static class Formatter
{
    private const int StandardItems = 20, StandardDepth = 6;

    private static readonly ConcurrentDictionary<Type, int> limits = new();

    public static string DefaultMimeType { get; set; } = HtmlFormatter.MimeType;

    /// <summary>How many items of a sequence are written; 20 unless set, at least 0.</summary>
    public static int ListExpansionLimit { get; set => field = Checked(value); } = StandardItems;

    /// <summary>How deep objects within objects are written; 6 unless set, at least 0.</summary>
    public static int RecursionLimit { get; set => field = Checked(value); } = StandardDepth;

    public static string NullString { get; set; } = "<null>";

    public static void Register(ITypeFormatter formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        FormatterRegistry.Add(formatter);
    }

    /// <summary>Registers a method that may decline a value.</summary>
    public static void Register<T>(FormatDelegate<T> formatter, string mimeType = PlainTextFormatter.MimeType) =>
        Register(typeof(T), (value, context) => formatter((T)value, context), mimeType);

    public static void Register<T>(Action<T, TextWriter> formatter, string mimeType = PlainTextFormatter.MimeType) =>
        Register(typeof(T), (value, writer) => formatter((T)value, writer), mimeType);

    public static void Register<T>(Func<T, string> formatter, string mimeType = PlainTextFormatter.MimeType) =>
        Register(typeof(T), (value, writer) => writer.Write(formatter((T)value)), mimeType);

    /// <summary>Registers a method for a type given at run time; an open generic such as <c>typeof(List&lt;&gt;)</c> is accepted.</summary>
    public static void Register(Type type, Action<object, TextWriter> formatter, string mimeType = PlainTextFormatter.MimeType) =>
        Register(type, (value, context) =>
        {
            formatter(value, context.Writer);
            return true;
        }, mimeType);

    /// <summary>Registers a method that may decline, for a type given at run time.</summary>
    public static void Register(Type type, FormatDelegate<object> formatter, string mimeType = PlainTextFormatter.MimeType) =>
        Register(new DelegateFormatter(type, mimeType, formatter));

    public static void SetPreferredMimeTypesFor(Type type, params string[] preferredMimeTypes)
    {
        ArgumentNullException.ThrowIfNull(type);
        FormatterRegistry.Prefer(type, preferredMimeTypes);
    }

    public static void SetPreferredMimeTypeFor(Type type, string preferredMimeType) => SetPreferredMimeTypesFor(type, preferredMimeType);

    public static IEnumerable<string> GetPreferredMimeTypesFor(Type type) => FormatterRegistry.PreferredFor(type) ?? [DefaultMimeType];

    public static string ToDisplayString(this object? obj, string mimeType = PlainTextFormatter.MimeType) =>
        MimeBundle.Text(obj, mimeType) ?? PlainText.Of(obj);

    public static string ToDisplayString(this object? obj, ITypeFormatter formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        using var writer = new StringWriter();
        formatter.Format(obj, new FormatContext(writer));
        return writer.ToString();
    }

    public static void FormatTo<T>(this T obj, TextWriter writer, string mimeType = PlainTextFormatter.MimeType) =>
        writer.Write(ToDisplayString(obj, mimeType));

    public static void FormatTo<T>(this T obj, FormatContext context, string mimeType = PlainTextFormatter.MimeType) =>
        FormatTo(obj, context.Writer, mimeType);

    public static void ResetToDefault()
    {
        FormatterRegistry.Clear();
        limits.Clear();
        (ListExpansionLimit, RecursionLimit, NullString, DefaultMimeType) =
            (StandardItems, StandardDepth, "<null>", HtmlFormatter.MimeType);
    }

    internal static int LimitFor(Type? itemType) =>
        itemType is not null && limits.TryGetValue(itemType, out int limit) ? limit : ListExpansionLimit;

    internal static void SetLimit(Type itemType, int limit) => limits[itemType] = Checked(limit, nameof(ListExpansionLimit));

    private static int Checked(int value, [CallerMemberName] string limit = "") =>
        value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{limit} must be at least 0, not {value}");
}

public static class Formatter<T>
{
    /// <summary>How many items of a sequence of <typeparamref name="T"/> are written;
    /// <see cref="Formatter.ListExpansionLimit"/> if unset.</summary>
    public static int ListExpansionLimit
    {
        get => Formatter.LimitFor(typeof(T));
        set => Formatter.SetLimit(typeof(T), value);
    }
}
