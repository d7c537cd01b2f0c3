using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace TorchSharp.Tests.Api;

/// <summary>Writes a public or protected member as a line of <c>torchsharp-members.txt</c>, without virtual, abstract, override and sealed.</summary>
internal static class MemberFormat
{
    private static readonly Dictionary<Type, string> keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    /// <summary>The lines of a type: itself and the members it declares, but not those it overrides.</summary>
    internal static IEnumerable<string> Lines(Type type)
    {
        string owner = $"{type.Namespace}.{Name(type)} :: ";
        if (type.IsEnum)
            return Enum.GetNames(type).Select(n => owner + "enum " + n);
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetMembers(all).Select(Line).OfType<string>().Select(line => owner + line);
    }

    /// <summary>The name of a type with its outer types, without namespaces.</summary>
    internal static string Name(Type type)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!);
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsGenericParameter || keywords.ContainsKey(type))
            return keywords.GetValueOrDefault(type, type.Name);
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Name(underlying) + "?";
        if (type is { IsGenericType: true, ContainsGenericParameters: false } && type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal))
            return $"({string.Join(", ", type.GetGenericArguments().Select(Name))})";
        return Nested(type, type.GetGenericArguments());
    }

    private static string Nested(Type type, Type[] arguments)
    {
        string outer = type.DeclaringType is { } declaring ? Nested(declaring, arguments) + "." : "";
        int tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        if (tick < 0)
            return outer + type.Name;
        int before = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var own = arguments[before..type.GetGenericArguments().Length];
        return $"{outer}{type.Name[..tick]}<{string.Join(", ", own.Select(Name))}>";
    }

    private static string? Line(MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: false } c when Visible(c) => $"{Access(c)}.ctor({Parameters(c)})",
        MethodInfo m when Visible(m) && !IsAccessor(m) && m.GetBaseDefinition() == m => Method(m),
        PropertyInfo p when p.GetMethod is { } get && Visible(get) && get.GetBaseDefinition() == get => Property(p, get),
        FieldInfo f when (f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly) && !f.IsSpecialName => Field(f),
        _ => null,
    };

    private static bool Visible(MethodBase m) => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodInfo m) => m.IsSpecialName && !m.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Access(MethodBase m) => (m.IsPublic ? "" : "protected ") + (m is { IsStatic: true, IsConstructor: false } ? "static " : "");

    private static string Method(MethodInfo m)
    {
        string generic = m.IsGenericMethod ? $"<{string.Join(", ", m.GetGenericArguments().Select(Name))}>" : "";
        return $"{Access(m)}{Name(m.ReturnType)} {m.Name}{generic}({Parameters(m)})";
    }

    private static string Property(PropertyInfo p, MethodInfo get)
    {
        string accessors = p.SetMethod is { } set && Visible(set) ? "{ get; set; }" : "{ get; }";
        string name = p.GetIndexParameters() is { Length: > 0 } index ? $"this[{string.Join(", ", index.Select(Parameter))}]" : p.Name;
        return $"{Access(get)}{Name(p.PropertyType)} {name} {accessors}";
    }

    private static string Field(FieldInfo f)
    {
        string access = f.IsPublic ? "" : "protected ";
        return $"{access}{(f.IsLiteral ? "const " : f.IsStatic ? "static " : "")}{Name(f.FieldType)} {f.Name}";
    }

    private static string Parameters(MethodBase m) => (m.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", m.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo p)
    {
        string mode = p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : p.IsOut ? "out " : p.ParameterType.IsByRef && !p.IsIn ? "ref " : "";
        string fallback = p.HasDefaultValue ? " = " + Default(p) : "";
        return $"{mode}{Name(p.ParameterType)} {p.Name}{fallback}";
    }

    private static string Default(ParameterInfo p)
    {
        var type = Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType;
        return p.RawDefaultValue switch
        {
            null => p.ParameterType.IsValueType && type == p.ParameterType ? "default" : "null",
            bool b => b ? "true" : "false",
            string s => $"\"{s}\"",
            var v when type.IsEnum => $"{type.Name}.{Enum.GetName(type, v)}",
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            var v => v.ToString()!,
        };
    }
}
