namespace FashionNotebooks.Native;

/// <summary>A cancellation as a number that native code can look at while it works: 0, then 1.</summary>
internal sealed unsafe class StopFlag : IDisposable
{
    private readonly int[] flag = GC.AllocateArray<int>(1, pinned: true);
    private readonly CancellationTokenRegistration registration;

    internal StopFlag(CancellationToken cancellation) => registration = cancellation.Register(() => Volatile.Write(ref flag[0], 1));

    /// <summary>Where the number is, while the object is kept alive.</summary>
    internal int* Address => (int*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref flag[0]);

    /// <inheritdoc/>
    public void Dispose()
    {
        registration.Dispose();
        GC.KeepAlive(flag);
    }
}
