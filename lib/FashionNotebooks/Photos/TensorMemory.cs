namespace FashionNotebooks.Photos;

/// <summary>The memory behind a contiguous tensor on the CPU.</summary>
internal static unsafe class TensorMemory
{
    /// <summary>Address of the first byte. The caller keeps the tensor alive while it is used.</summary>
    internal static nint Address(Tensor tensor)
    {
        if (tensor.numel() == 0)
            return 0;
        // A view of one element: a span cannot be as long as a large tensor.
        using Tensor flat = tensor.view(-1), first = flat.narrow(0, 0, 1);
        return (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(first.bytes));
    }
}
