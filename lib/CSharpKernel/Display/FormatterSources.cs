using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Formatters that a type brings itself, found through an attribute named TypeFormatterSourceAttribute of whatever assembly.</summary>
internal static class FormatterSources
{
    private static readonly ConcurrentDictionary<Type, (IReadOnlyList<ITypeFormatter> Formatters, string[]? PreferredMimeTypes)> known = new();

    internal static (IReadOnlyList<ITypeFormatter> Formatters, string[]? PreferredMimeTypes) For(Type type) => known.GetOrAdd(type, Find);

    private static (IReadOnlyList<ITypeFormatter> Formatters, string[]? PreferredMimeTypes) Find(Type type)
    {
        // Types of the framework carry none, and reading their attributes costs time at the first result.
        if (type.Namespace == "System" || type.IsPrimitive)
            return ([], null);
        object? attribute = type.GetCustomAttributes(inherit: true).Concat(type.GetInterfaces().SelectMany(face => face.GetCustomAttributes(false)))
            .FirstOrDefault(candidate => candidate.GetType().Name == nameof(TypeFormatterSourceAttribute));
        if (attribute is null || Property<Type>(attribute, nameof(TypeFormatterSourceAttribute.FormatterSourceType)) is not { } sourceType)
            return ([], null);
        object source = Activator.CreateInstance(sourceType)!;
        IEnumerable made = (IEnumerable?)sourceType.GetMethod(nameof(ITypeFormatterSource.CreateTypeFormatters))?.Invoke(source, null) ?? Array.Empty<object>();
        return ([.. made.Cast<object>().Select(one => Adapt(one, type))], Property<string[]>(attribute, nameof(TypeFormatterSourceAttribute.PreferredMimeTypes)));
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
}

/// <summary>Gives the formatters of a type that carries <see cref="TypeFormatterSourceAttribute"/>.</summary>
public interface ITypeFormatterSource
{
    /// <summary>Makes the formatters, one per kind of output.</summary>
    IEnumerable<ITypeFormatter> CreateTypeFormatters();
}

/// <summary>
/// Names the class that formats a type. It is recognized by its name, in any namespace: a library may declare its own attribute of
/// this name with these two properties, and needs no reference to a notebook kernel.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
public sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>A class with a public constructor and a method <c>CreateTypeFormatters()</c>.</summary>
    public Type FormatterSourceType => formatterSourceType;

    /// <summary>The kinds to send; none means all that the source offers.</summary>
    public string[]? PreferredMimeTypes { get; set; }
}
