using System.Globalization;
using System.Numerics;

namespace TorchSharp;

/// <summary>Conversions between .NET numbers and <see cref="Scalar"/>.</summary>
public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => value;
    public static Scalar ToScalar(this sbyte value) => value;
    public static Scalar ToScalar(this short value) => value;
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this Half value) => value;
    public static Scalar ToScalar(this BFloat16 value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;
    public static Scalar ToScalar(this bool value) => value;
    public static Scalar ToScalar(this (float, float) value) => value;
    public static Scalar ToScalar(this Complex value) => value;

    public static float ToSingle(this Scalar value) => (float)value.ToDouble();
    public static double ToDouble(this Scalar value) => value.Value is Complex ? throw IsComplex() : Convert.ToDouble(value.Value, CultureInfo.InvariantCulture);
    public static Half ToHalf(this Scalar value) => (Half)value.ToDouble();
    public static BFloat16 ToBFloat16(this Scalar value) => new(value.ToSingle());
    public static long ToInt64(this Scalar value) => value.Value switch
    {
        Complex => throw IsComplex(),
        double d => (long)d,   // towards zero, as PyTorch does
        var v => Convert.ToInt64(v, CultureInfo.InvariantCulture),
    };

    public static int ToInt32(this Scalar value) => checked((int)value.ToInt64());
    public static short ToInt16(this Scalar value) => checked((short)value.ToInt64());
    public static sbyte ToSByte(this Scalar value) => checked((sbyte)value.ToInt64());
    public static byte ToByte(this Scalar value) => checked((byte)value.ToInt64());
    public static bool ToBoolean(this Scalar value) => value.Value is bool b ? b : value.ToComplexFloat64() != Complex.Zero;
    public static Complex ToComplexFloat64(this Scalar value) => value.Value is Complex c ? c : value.ToDouble();
    public static (float Real, float Imaginary) ToComplexFloat32(this Scalar value) => value.ToComplexFloat64() is var c ? ((float)c.Real, (float)c.Imaginary) : default;

    private static InvalidOperationException IsComplex() => new("a complex number cannot become a real one");
}
