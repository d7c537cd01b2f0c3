using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace FashionNotebooks.Search;

/// <summary>
/// Vectors in transposed blocks of 16, <c>[blocks, dimension, 16]</c>, in memory or mapped from a file.
/// The lanes behind the last vector are 0.
/// </summary>
internal sealed unsafe class VectorBlocks : IDisposable
{
    private const int Alignment = 64;
    private readonly MemoryMappedViewAccessor? view;
    private readonly float[]? pinned;
    private readonly float* data;

    private VectorBlocks(int count, int dimension, float* data, float[]? pinned, MemoryMappedViewAccessor? view)
    {
        (Count, Dimension, this.pinned, this.view) = (count, dimension, pinned, view);
        this.data = data;
    }

    /// <summary>Vectors.</summary>
    internal int Count { get; }

    /// <summary>Values in a vector.</summary>
    internal int Dimension { get; }

    /// <summary>Blocks, the last perhaps only partly filled.</summary>
    internal int BlockCount => Blocks(Count);

    /// <summary>Bytes of all blocks.</summary>
    internal long ByteCount => (long)BlockCount * Dimension * BlockKernel.Lanes * sizeof(float);

    /// <summary>Blocks for some vectors.</summary>
    internal static int Blocks(int count) => (count + BlockKernel.Lanes - 1) / BlockKernel.Lanes;

    /// <summary>Makes room for vectors.</summary>
    internal static VectorBlocks Allocate(int count, int dimension)
    {
        long values = (long)Blocks(count) * dimension * BlockKernel.Lanes;
        if (values > (Array.MaxLength - Alignment) / sizeof(float))
            throw new InputException($"{count} vectors of {dimension} values are more than one index holds (2 GiB); split the catalogue");
        float[] pinned = GC.AllocateArray<float>((int)values + Alignment / sizeof(float), pinned: true);
        nint start = (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref pinned[0]);
        return new VectorBlocks(count, dimension, (float*)((start + Alignment - 1) & -Alignment), pinned, null);
    }

    /// <summary>Maps the blocks of a file.</summary>
    /// <param name="file">The open file; the map keeps it alive.</param>
    /// <param name="offset">Where the blocks begin in the file.</param>
    /// <param name="count">Vectors.</param>
    /// <param name="dimension">Values in a vector.</param>
    internal static VectorBlocks Map(SafeFileHandle file, long offset, int count, int dimension)
    {
        using var map = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        MemoryMappedViewAccessor view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        view.SafeMemoryMappedViewHandle.ReleasePointer(); // the address stays while the view is open
        return new VectorBlocks(count, dimension, (float*)(start + view.PointerOffset + offset), null, view);
    }

    /// <summary>Sets a vector.</summary>
    internal void Set(int index, ReadOnlySpan<float> vector)
    {
        float* lane = Lane(index);
        for (int d = 0; d < Dimension; d++)
            lane[d * BlockKernel.Lanes] = vector[d];
    }

    /// <summary>Copies a vector out.</summary>
    internal void Get(int index, Span<float> vector)
    {
        ThrowIfDisposed();
        float* lane = Lane(index);
        for (int d = 0; d < Dimension; d++)
            vector[d] = lane[d * BlockKernel.Lanes];
        GC.KeepAlive(this);
    }

    /// <summary>The k nearest vectors of each query, as sorted keys.</summary>
    /// <param name="queries">Row-major [n, dimension].</param>
    /// <param name="k">Keys per query, at most <see cref="Count"/>.</param>
    /// <param name="threads">Threads to use.</param>
    internal ulong[][] Nearest(ReadOnlySpan<float> queries, int k, int threads)
    {
        int n = queries.Length / Dimension;
        TopK[] tops = [.. Enumerable.Range(0, n).Select(_ => new TopK(k))];
        bool added = false;
        view?.SafeMemoryMappedViewHandle.DangerousAddRef(ref added); // no one can unmap it during the scan
        try
        {
            fixed (float* first = queries)
                BlockScan.Run(this, data, first, tops, threads);
        }
        finally
        {
            if (added)
                view!.SafeMemoryMappedViewHandle.DangerousRelease();
            GC.KeepAlive(pinned);
        }
        return [.. tops.Select(top => top.Sorted())];
    }

    /// <summary>The blocks as bytes, for writing and hashing; at most 2 GiB. Keep the object alive meanwhile.</summary>
    internal ReadOnlySpan<byte> Bytes
    {
        get
        {
            ThrowIfDisposed();
            return new ReadOnlySpan<byte>(data, checked((int)ByteCount));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => view?.Dispose();

    private void ThrowIfDisposed() =>
        ObjectDisposedException.ThrowIf(view?.SafeMemoryMappedViewHandle.IsClosed == true, this);

    private float* Lane(int index) =>
        data + (long)(index / BlockKernel.Lanes) * Dimension * BlockKernel.Lanes + index % BlockKernel.Lanes;
}
