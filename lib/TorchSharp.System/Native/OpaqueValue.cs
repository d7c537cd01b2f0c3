namespace TorchSharp.Native;

/// <summary>A native value that only operators understand, such as a prepacked convolution.</summary>
internal sealed class OpaqueValue : IDisposable
{
    private nint handle;

    internal OpaqueValue(nint handle) => this.handle = handle;

    ~OpaqueValue() => Release();

    internal nint Handle => handle != 0 ? handle : throw new ObjectDisposedException(null, "The native value was already disposed.");

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        nint owned = Interlocked.Exchange(ref handle, 0);
        if (owned != 0)
            LibTorch.ft_free_opaque(owned);
    }
}
