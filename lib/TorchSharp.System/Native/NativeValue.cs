using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>What a value that crosses to the native side is; the order is that of <c>value.h</c>.</summary>
internal enum ValueKind : long
{
    None, Tensor, Int, Double, Bool, Ints, Doubles, Bools, Tensors, OptionalTensors, String, Device, Generator, Complex, Opaque,
}

/// <summary>The layout of one argument or result on the native side.</summary>
[StructLayout(LayoutKind.Explicit)]
internal struct NativeValue
{
    [FieldOffset(0)] internal ValueKind Kind;
    [FieldOffset(8)] internal long Count;
    [FieldOffset(16)] internal long Int;
    [FieldOffset(16)] internal double Double;
    [FieldOffset(16)] internal nint Pointer;
}
