using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace FashionNotebooks.Search.Scan;

/// <summary>Bytes of vectors at an address that does not move: in memory, 0 at first, or mapped from a file. At most 2 GiB.</summary>
internal sealed unsafe class VectorBuffer : MemoryManager<byte>
{
    private const int Alignment = 64;
    private readonly MemoryMappedViewAccessor? view;
    private readonly byte[]? pinned;
    private readonly byte* start;
    private readonly int length;
    private volatile bool disposed; // a handle closes at its last release only, which leases that overlap could put off forever

    private VectorBuffer(byte* start, int length, byte[]? pinned, MemoryMappedViewAccessor? view)
    {
        this.start = start;
        (this.length, this.pinned, this.view) = (length, pinned, view);
    }

    /// <summary>The bytes as floats, for reading while the object is kept alive.</summary>
    internal Span<float> Floats => MemoryMarshal.Cast<byte, float>(GetSpan());

    /// <summary>Makes room, at a multiple of 64 bytes.</summary>
    /// <exception cref="InputException">It is more than 2 GiB.</exception>
    internal static VectorBuffer Allocate(long bytes, string what)
    {
        RequireRoom(bytes, what);
        byte[] pinned = GC.AllocateArray<byte>((int)bytes + Alignment, pinned: true);
        nint start = (nint)Unsafe.AsPointer(ref pinned[0]);
        return new VectorBuffer((byte*)((start + Alignment - 1) & -Alignment), (int)bytes, pinned, null);
    }

    /// <summary>Refuses what <see cref="Allocate"/> would, before long work.</summary>
    internal static void RequireRoom(long bytes, string what)
    {
        if (bytes > Array.MaxLength - Alignment)
            throw new InputException($"{what} are more than one index holds (2 GiB); split the catalogue");
    }

    /// <summary>Maps a part of a file; the map keeps the file alive.</summary>
    internal static VectorBuffer Map(SafeFileHandle file, long offset, long bytes)
    {
        using var map = MemoryMappedFile.CreateFromFile(
            file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        MemoryMappedViewAccessor view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        view.SafeMemoryMappedViewHandle.ReleasePointer(); // the address stays while the view is open
        return new VectorBuffer(start + view.PointerOffset + offset, checked((int)bytes), null, view);
    }

    internal ReadOnlySpan<float> Row(int index, int dimension) => Floats.Slice(index * dimension, dimension);

    /// <summary>Keeps the bytes where they are until the lease is disposed, whoever disposes the buffer meanwhile.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    internal Lease Use()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        bool counted = false;
        view?.SafeMemoryMappedViewHandle.DangerousAddRef(ref counted);
        return new Lease(this, counted);
    }

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(view?.SafeMemoryMappedViewHandle.IsClosed == true, this);
        return new Span<byte>(start, length);
    }

    public override MemoryHandle Pin(int elementIndex = 0) => new(start + elementIndex); // it never moves

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        disposed = true;
        view?.Dispose();
    }

    /// <summary>The right to use the address.</summary>
    internal readonly struct Lease(VectorBuffer buffer, bool counted) : IDisposable
    {
        internal byte* Start => buffer.start;

        public void Dispose()
        {
            if (counted)
                buffer.view!.SafeMemoryMappedViewHandle.DangerousRelease();
            GC.KeepAlive(buffer);
        }
    }
}
