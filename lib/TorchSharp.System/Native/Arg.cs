using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Native;

/// <summary>
/// One argument of an operator. It refers to the object it came from, so that a tensor cannot be finalized during the call.
/// </summary>
internal readonly struct Arg
{
    internal readonly object? Source;
    internal readonly ValueKind Kind;
    internal readonly long Bits;

    internal Arg(ValueKind kind, object? source, long bits)
    {
        Kind = kind;
        Source = source;
        Bits = bits;
    }

    /// <summary>A missing optional.</summary>
    internal static Arg None => default;

    /// <summary>A list of tensors in which null stands for a missing one.</summary>
    internal static Arg Optionals(Tensor?[] tensors) => new(ValueKind.OptionalTensors, tensors, 0);

    public static implicit operator Arg(Tensor? t) => t is null ? default : new(ValueKind.Tensor, t, t.Handle);
    public static implicit operator Arg(int value) => new(ValueKind.Int, null, value);
    public static implicit operator Arg(int? value) => value is { } v ? new(ValueKind.Int, null, v) : default;
    public static implicit operator Arg(long value) => new(ValueKind.Int, null, value);
    public static implicit operator Arg(long? value) => value is { } v ? new(ValueKind.Int, null, v) : default;
    public static implicit operator Arg(double value) => new(ValueKind.Double, null, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Arg(double? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(bool value) => new(ValueKind.Bool, null, value ? 1 : 0);
    public static implicit operator Arg(bool? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(ScalarType value) => new(ValueKind.Int, null, (long)value);
    public static implicit operator Arg(ScalarType? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(string? value) => value is null ? default : new(ValueKind.String, value, 0);
    public static implicit operator Arg(long[]? value) => value is null ? default : new(ValueKind.Ints, value, 0);
    public static implicit operator Arg(double[]? value) => value is null ? default : new(ValueKind.Doubles, value, 0);
    public static implicit operator Arg(bool[]? value) => value is null ? default : new(ValueKind.Bools, value, 0);
    public static implicit operator Arg(Tensor[]? value) => value is null ? default : new(ValueKind.Tensors, value, 0);
    public static implicit operator Arg(List<Tensor>? value) => value?.ToArray();
    public static implicit operator Arg(Size value) => value.Shape;
    public static implicit operator Arg(Device? value) => value is null ? default : new(ValueKind.Device, value, (long)value.type);
    public static implicit operator Arg(Generator? value) => value is null ? default : new(ValueKind.Generator, value, value.Handle);
    public static implicit operator Arg(OpaqueValue value) => new(ValueKind.Opaque, value, value.Handle);

    public static implicit operator Arg(Scalar? value) => value switch
    {
        null => default,
        { Value: bool b } => b,
        { Value: long i } => i,
        { Value: double d } => d,
        { Value: Complex c } => new(ValueKind.Complex, value, BitConverter.DoubleToInt64Bits(c.Real)),
        _ => throw new ArgumentException("the scalar was disposed", nameof(value)),
    };
}
