using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor over the memory of an array of any rank: writing to one shows in the other. Another type or device makes a copy.</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    /// <inheritdoc cref="from_array(Array, Device?)"/>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var own = Element.TypeOf(rawArray.GetType().GetElementType()!);
        var shape = new long[rawArray.Rank];
        for (int d = 0; d < shape.Length; d++)
            shape[d] = rawArray.GetLongLength(d);
        return Finish(Converted(Over(rawArray, 0, own, shape), dtype, device), requires_grad, names);
    }

    /// <summary>A one-dimensional tensor over a part of an array, whose bytes are read as <paramref name="dtype"/>.</summary>
    /// <param name="count">Elements of the tensor; negative for all.</param>
    /// <param name="offset">The first byte.</param>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        long bytes = Buffer.ByteLength(rawArray);
        long room = (bytes - offset) / dtype.ElementSize();
        if (offset < 0 || offset > bytes || count > room)
            throw new ArgumentException($"{count} elements of {dtype} from byte {offset} do not fit in an array of {bytes} bytes");
        return Finish(Over(rawArray, offset, dtype, [count < 0 ? room : count]), requires_grad);
    }

    private static Tensor Converted(Tensor tensor, ScalarType? dtype, Device? device)
    {
        var result = dtype is { } type ? tensor.to(type, disposeAfter: true) : tensor;
        return device is null ? result : result.to(device, disposeAfter: true);
    }

    private static unsafe Tensor Over(Array array, long offset, ScalarType type, long[] shape)
    {
        if (array.LongLength == 0)
            return empty(shape, type);
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        byte* data = (byte*)pin.AddrOfPinnedObject() + offset;
        fixed (long* sizes = shape)
        {
            nint handle = LibTorch.ft_from_memory(data, sizes, shape.Length, (int)type, &Unpin, GCHandle.ToIntPtr(pin));
            if (handle == 0)
                pin.Free();
            return new Tensor(NativeError.Check(handle, nameof(from_array)));
        }
    }

    [UnmanagedCallersOnly]
    private static void Unpin(nint pin) => GCHandle.FromIntPtr(pin).Free();

    private static unsafe Tensor Copied<T>(ReadOnlySpan<T> elements, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) where T : unmanaged
    {
        long[] sizes = shape.ToArray();
        if (sizes.TotalSize() != elements.Length)
            throw new ArgumentException($"{elements.Length} elements do not fill the shape [{string.Join(", ", sizes)}]");
        var tensor = empty(sizes, Element.TypeOf(typeof(T)));
        elements.CopyTo(new Span<T>(tensor.Data(), elements.Length));
        return Finish(Converted(tensor, dtype, device), requires_grad, names);
    }

    private static Tensor CopiedArray<T>(Array array, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) where T : unmanaged
    {
        var shape = new long[array.Rank];
        for (int d = 0; d < shape.Length; d++)
            shape[d] = array.GetLongLength(d);
        var elements = array.Length == 0 ? default : MemoryMarshal.CreateReadOnlySpan(ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);
        return Copied(elements, shape, dtype, device, requires_grad, names);
    }

    private static Tensor CopiedList<T>(IList<T> list, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) where T : unmanaged =>
        Copied(list as T[] ?? [.. list], shape, dtype, device, requires_grad, names);
}
