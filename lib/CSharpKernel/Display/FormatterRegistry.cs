using System.Collections.Concurrent;

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

    /// <summary>All that apply to a type: the nearest type first, among equals the newest first; then those of the type's own source.</summary>
    internal static IEnumerable<ITypeFormatter> For(Type type) =>
        registered.Select(formatter => (Formatter: formatter, Distance: Distance(formatter.Type, type)))
            .Where(candidate => candidate.Distance is not null)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Formatter)
            .Concat(FormatterSources.For(type).Formatters);

    internal static string[]? PreferredFor(Type type) =>
        preferred.Select(entry => (entry.MimeTypes, Distance: Distance(entry.Type, type)))
            .Where(candidate => candidate.Distance is not null)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.MimeTypes)
            .FirstOrDefault() ?? FormatterSources.For(type).PreferredMimeTypes;

    /// <summary>Steps from a value's type to a formatter's type: 0 is the same, base classes count up, interfaces come after, object last; null means no match.</summary>
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
        bool viaInterface = target.IsAssignableFrom(type)
            || (target.IsGenericTypeDefinition && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == target));
        return viaInterface ? forInterface : null;
    }
}
