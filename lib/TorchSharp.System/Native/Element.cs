using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Native;

/// <summary>Which .NET type an element type is.</summary>
internal static class Element
{
    private static readonly Dictionary<Type, ScalarType> types = new()
    {
        [typeof(byte)] = ScalarType.Byte,
        [typeof(sbyte)] = ScalarType.Int8,
        [typeof(short)] = ScalarType.Int16,
        [typeof(int)] = ScalarType.Int32,
        [typeof(long)] = ScalarType.Int64,
        [typeof(Half)] = ScalarType.Float16,
        [typeof(BFloat16)] = ScalarType.BFloat16,
        [typeof(float)] = ScalarType.Float32,
        [typeof(double)] = ScalarType.Float64,
        [typeof(bool)] = ScalarType.Bool,
        [typeof((float, float))] = ScalarType.ComplexFloat32,
        [typeof(Complex)] = ScalarType.ComplexFloat64,
    };

    /// <summary>The element type of arrays of <paramref name="type"/>.</summary>
    internal static ScalarType TypeOf(Type type) =>
        types.TryGetValue(type, out var found) ? found : throw new ArgumentException($"a tensor cannot hold elements of type {type.Name}");

    internal static void Check<T>(ScalarType actual)
    {
        if (TypeOf(typeof(T)) != actual)
            throw new ArgumentException($"the tensor holds {actual}, not {typeof(T).Name}: convert it with to(...) first");
    }
}
