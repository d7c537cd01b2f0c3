using System.Collections;
using System.Runtime.CompilerServices;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>What of a value is worth showing: itself, its items or its members.</summary>
internal static class ObjectShape
{
    private const int MostMembers = 40;

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
    internal static bool IsScalar(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || Nullable.GetUnderlyingType(type) is not null
        || typeof(IFormattable).IsAssignableFrom(type) || typeof(Type).IsAssignableFrom(type) || typeof(Delegate).IsAssignableFrom(type)
        || typeof(MemberInfo).IsAssignableFrom(type) || type == typeof(Uri) || type == typeof(Version)
            || type == typeof(System.Text.StringBuilder);

    /// <summary>Values whose members show themselves: no resources, no reflection, not a crowd of members.</summary>
    internal static bool IsOpen(Type type) =>
        !IsScalar(type) && !type.IsPointer && !typeof(Task).IsAssignableFrom(type) && !typeof(IDisposable).IsAssignableFrom(type)
        && !typeof(Assembly).IsAssignableFrom(type) && Members(type).Length is > 0 and <= MostMembers;

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

    /// <summary>The type of a sequence's items, if it says so.</summary>
    internal static Type? ItemType(IEnumerable sequence) => sequence.GetType().GetInterfaces()
        .FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    /// <summary>The first items, and how many more there are: null when that would need a walk to the end.</summary>
    internal static (List<object?> Items, int? More) Take(IEnumerable sequence, int limit)
    {
        var items = new List<object?>();
        int? count = Count(sequence);
        foreach (object? item in sequence)
        {
            if (items.Count == limit)
                return (items, count is { } all ? all - limit : null);
            items.Add(item);
        }
        return (items, 0);
    }

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
        Type? counted = sequence.GetType().GetInterfaces().FirstOrDefault(face => face.IsGenericType
            && (face.GetGenericTypeDefinition() == typeof(ICollection<>)
                || face.GetGenericTypeDefinition() == typeof(IReadOnlyCollection<>)));
        return (int?)counted?.GetProperty("Count")?.GetValue(sequence);
    }
}
