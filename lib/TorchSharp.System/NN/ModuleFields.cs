using System.Collections.Concurrent;
using System.Reflection;
using TorchSharp.Utils;

namespace TorchSharp;

/// <summary>The fields of a module type that may hold components, base types first, in the order of declaration.</summary>
internal static class ModuleFields
{
    private static readonly ConcurrentDictionary<Type, Field[]> Cache = new();

    internal readonly record struct Field(string Name, FieldInfo Info);

    internal static Field[] Of(Type type) => Cache.GetOrAdd(type, Find);

    private static Field[] Find(Type type)
    {
        var levels = new Stack<Type>();
        for (var level = type; level is not null && level.Assembly != typeof(torch.nn.Module).Assembly; level = level.BaseType)
            levels.Push(level);
        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return [.. from level in levels
                   from field in level.GetFields(Declared).OrderBy(field => field.MetadataToken)
                   where !field.FieldType.IsValueType
                   select new Field(ComponentName(field), field)];
    }

    // An automatic property's field is named <stem>k__BackingField: its component is called stem.
    private static string ComponentName(FieldInfo field) =>
        field.GetCustomAttribute<ComponentNameAttribute>()?.Name
        ?? (field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name);
}
