using System.Collections;
using System.Runtime.CompilerServices;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>What of a value is worth showing: itself, its items or its members.</summary>
internal static class ObjectShape
{
    private const int MostMembers = 40;

    // Numbers, dates and enums are formattable, types are members.
    private static readonly Type[] Scalars =
    [
        typeof(IFormattable), typeof(string), typeof(Delegate), typeof(MemberInfo), typeof(Uri), typeof(Version), typeof(StringBuilder),
    ];

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(short)] = "short",
        [typeof(string)] = "string",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
        [typeof(void)] = "void",
    };

    /// <summary>Values that are one word or number.</summary>
    internal static bool IsScalar(Type type) => type.IsPrimitive || Scalars.Any(scalar => scalar.IsAssignableFrom(type));

    /// <summary>Values whose members show themselves: no resources, no reflection, not a crowd of members.</summary>
    internal static bool IsOpen(Type type) =>
        !IsScalar(type) && !typeof(IDisposable).IsAssignableFrom(type) && !typeof(Assembly).IsAssignableFrom(type)
        && Members(type).Length is > 0 and <= MostMembers;

    /// <summary>Public properties and fields, in the order of their declaration.</summary>
    internal static MemberInfo[] Members(Type type) =>
    [
        .. type.GetMembers(BindingFlags.Public | BindingFlags.Instance).Where(member => member is FieldInfo
            || (member is PropertyInfo { CanRead: true } property && property.GetIndexParameters().Length == 0
                && !property.PropertyType.IsByRefLike && !property.PropertyType.IsPointer)),
    ];

    /// <summary>A member's value; a getter that throws gives the exception, which is shown in its place.</summary>
    internal static object? Value(MemberInfo member, object target)
    {
        try
        {
            return member is PropertyInfo property ? property.GetValue(target) : ((FieldInfo)member).GetValue(target);
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException;
        }
    }

    internal static bool HasOwnText(Type type) => type.GetMethod("ToString", Type.EmptyTypes)?.DeclaringType is { } declaring
        && declaring != typeof(object) && declaring != typeof(ValueType);

    internal static bool IsAnonymous(Type type) =>
        type.Name.Contains("AnonymousType") && type.IsDefined(typeof(CompilerGeneratedAttribute), false);

    /// <summary>The first interface of a type that is made from one of these generic ones.</summary>
    internal static Type? Interface(Type type, params IEnumerable<Type> definitions) => type.GetInterfaces()
        .FirstOrDefault(face => face.IsGenericType && definitions.Contains(face.GetGenericTypeDefinition()));

    /// <summary>The type of a sequence's items, if it says so.</summary>
    internal static Type? ItemType(IEnumerable sequence) => Interface(sequence.GetType(), typeof(IEnumerable<>))?.GetGenericArguments()[0];

    /// <summary>The items that are shown, and words for the others, without a number when that would need a walk to the end.</summary>
    internal static (List<object?> Items, string More) Items(IEnumerable sequence)
    {
        int limit = Formatter.LimitFor(ItemType(sequence));
        int? count = Count(sequence);
        var items = new List<object?>();
        foreach (object? item in sequence)
        {
            if (items.Count == limit)
                return (items, More(count - limit));
            items.Add(item);
        }
        return (items, "");
    }

    /// <summary>As <see cref="Items"/>, of a dictionary.</summary>
    internal static (IEnumerable<(object Key, object? Value)> Pairs, string More) Pairs(IDictionary dictionary)
    {
        int limit = Formatter.ListExpansionLimit;
        return (dictionary.Keys.Cast<object>().Take(limit).Select(key => (key, dictionary[key])), More(dictionary.Count - limit));
    }

    /// <summary>Words for items that are not shown; none when there are none, no number when it is not known.</summary>
    internal static string More(int? hidden) => hidden switch { null => "(more)", <= 0 => "", _ => $"({hidden} more)" };

    /// <summary>A type's name as C# writes it, without its namespace.</summary>
    internal static string Name(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
            return keyword;
        if (IsAnonymous(type))
            return "anonymous";
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        string name = type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }

    private static int? Count(IEnumerable sequence)
    {
        if (sequence is ICollection collection)
            return collection.Count;
        Type? counted = Interface(sequence.GetType(), typeof(ICollection<>), typeof(IReadOnlyCollection<>));
        return (int?)counted?.GetProperty("Count")?.GetValue(sequence);
    }
}
