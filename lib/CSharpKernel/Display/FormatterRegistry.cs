using System.Collections;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>The registered formatters, and the search for the one that fits a type best.</summary>
internal static class FormatterRegistry
{
    private static readonly ConcurrentStack<ITypeFormatter> registered = new();
    private static readonly ConcurrentStack<(Type Type, string[] MimeTypes)> preferred = new();

    internal static void Add(ITypeFormatter formatter) => registered.Push(formatter);

    internal static void Prefer(Type type, string[] mimeTypes) => preferred.Push((type, mimeTypes));

    internal static void Clear()
    {
        registered.Clear();
        preferred.Clear();
    }

    /// <summary>All that apply to a type: the nearest type first, among equals the newest first; then
    /// those of the type's own source.</summary>
    internal static IEnumerable<ITypeFormatter> For(Type type) =>
        Nearest(registered, formatter => formatter.Type, type).Concat(FormatterSources.For(type).Formatters);

    internal static string[]? PreferredFor(Type type) =>
        Nearest(preferred, entry => entry.Type, type).FirstOrDefault().MimeTypes ?? FormatterSources.For(type).PreferredMimeTypes;

    private static IEnumerable<T> Nearest<T>(IEnumerable<T> entries, Func<T, Type> target, Type type) =>
        entries.Select(entry => (Entry: entry, Distance: Distance(target(entry), type)))
            .Where(candidate => candidate.Distance is not null)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Entry);

    /// <summary>Steps from a value's type to a formatter's type: 0 is the same, base classes count up, interfaces come
    /// after, object last; null means no match.</summary>
    private static int? Distance(Type target, Type type)
    {
        const int forInterface = 1000, forObject = 2000;
        if (target == typeof(object))
            return forObject;
        int steps = 0;
        for (Type? step = type; step is not null; step = step.BaseType, steps++)
        {
            if (step == target || (step.IsGenericType && step.GetGenericTypeDefinition() == target))
                return steps;
        }
        return target.IsAssignableFrom(type) || ObjectShape.Interface(type, target) is not null ? forInterface : null;
    }
}

/// <summary>Formatters that a type brings itself, found through an attribute named
/// TypeFormatterSourceAttribute of whatever assembly.</summary>
internal static class FormatterSources
{
    private static readonly ConcurrentDictionary<Type, Source> known = new();

    internal static Source For(Type type) => known.GetOrAdd(type, Find);

    private static Source Find(Type type)
    {
        // Types of the framework carry none, and reading their attributes costs time at the first result.
        if (type.Namespace == "System" || type.IsPrimitive)
            return new([], null);
        object? attribute = type.GetCustomAttributes(inherit: true)
            .Concat(type.GetInterfaces().SelectMany(face => face.GetCustomAttributes(false)))
            .FirstOrDefault(candidate => candidate.GetType().Name == nameof(TypeFormatterSourceAttribute));
        if (attribute is null || Property<Type>(attribute, nameof(TypeFormatterSourceAttribute.FormatterSourceType)) is not { } sourceType)
            return new([], null);
        object source = Activator.CreateInstance(sourceType)!;
        IEnumerable made = (IEnumerable?)sourceType.GetMethod(nameof(ITypeFormatterSource.CreateTypeFormatters))?.Invoke(source, null)
            ?? Array.Empty<object>();
        return new([.. made.Cast<object>().Select(one => Adapt(one, type))],
            Property<string[]>(attribute, nameof(TypeFormatterSourceAttribute.PreferredMimeTypes)));
    }

    /// <summary>A foreign formatter needs a property MimeType and a method Format(object, TextWriter) that returns a bool.</summary>
    private static ITypeFormatter Adapt(object formatter, Type type)
    {
        if (formatter is ITypeFormatter own)
            return own;
        MethodInfo format = formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])
            ?? throw new InvalidOperationException($"{formatter.GetType()} has no method Format(object, TextWriter)");
        string mimeType = Property<string>(formatter, nameof(ITypeFormatter.MimeType)) ?? PlainTextFormatter.MimeType;
        return new DelegateFormatter(type, mimeType, (value, context) => format.Invoke(formatter, [value, context.Writer]) is not false);
    }

    private static T? Property<T>(object target, string name)
        where T : class => target.GetType().GetProperty(name)?.GetValue(target) as T;

    internal sealed record Source(IReadOnlyList<ITypeFormatter> Formatters, string[]? PreferredMimeTypes);
}
