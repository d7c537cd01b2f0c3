using System.Numerics;

namespace TorchSharp;

/// <summary>A number or truth value with its element type, as an argument of tensor operations.</summary>
public sealed class Scalar : IDisposable
{
    private Scalar(object value, torch.ScalarType type)
    {
        Value = value;
        Type = type;
    }

    /// <summary>The element type that the number came with.</summary>
    public torch.ScalarType Type { get; }

    /// <summary>A <see cref="long"/>, <see cref="double"/>, <see cref="bool"/> or <see cref="Complex"/>.</summary>
    internal object Value { get; }

    public static implicit operator Scalar(byte value) => new((long)value, torch.ScalarType.Byte);
    public static implicit operator Scalar(sbyte value) => new((long)value, torch.ScalarType.Int8);
    public static implicit operator Scalar(short value) => new((long)value, torch.ScalarType.Int16);
    public static implicit operator Scalar(int value) => new((long)value, torch.ScalarType.Int32);
    public static implicit operator Scalar(long value) => new(value, torch.ScalarType.Int64);
    public static implicit operator Scalar(Half value) => new((double)value, torch.ScalarType.Float16);
    public static implicit operator Scalar(BFloat16 value) => new((double)value.ToSingle(), torch.ScalarType.BFloat16);
    public static implicit operator Scalar(float value) => new((double)value, torch.ScalarType.Float32);
    public static implicit operator Scalar(double value) => new(value, torch.ScalarType.Float64);
    public static implicit operator Scalar(bool value) => new(value, torch.ScalarType.Bool);
    public static implicit operator Scalar((float, float) value) => new(new Complex(value.Item1, value.Item2), torch.ScalarType.ComplexFloat32);
    public static implicit operator Scalar(Complex value) => new(value, torch.ScalarType.ComplexFloat64);

    /// <summary>Does nothing: a scalar holds no native memory here.</summary>
    public void Dispose()
    {
    }

    internal static Scalar FromBits(Native.NativeValue value, torch.ScalarType type) => value.Kind switch
    {
        Native.ValueKind.Int => new(value.Int, type),
        Native.ValueKind.Double => new(value.Double, type),
        Native.ValueKind.Bool => new(value.Int != 0, type),
        _ => new(new Complex(value.Double, BitConverter.Int64BitsToDouble(value.Count)), type),
    };
}
