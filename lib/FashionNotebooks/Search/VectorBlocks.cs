using System.Runtime.InteropServices;

namespace FashionNotebooks.Search;

/// <summary>Vectors in transposed blocks of 16, <c>[blocks, dimension, 16]</c>. The lanes behind the last vector are 0.</summary>
internal sealed class VectorBlocks : IDisposable
{
    private readonly VectorBuffer buffer;

    private VectorBlocks(int count, int dimension, VectorBuffer buffer) => (Count, Dimension, this.buffer) = (count, dimension, buffer);

    /// <summary>Vectors.</summary>
    internal int Count { get; }

    /// <summary>Values in a vector.</summary>
    internal int Dimension { get; }

    /// <summary>Blocks, the last perhaps only partly filled.</summary>
    internal int BlockCount => Blocks(Count);

    /// <summary>The blocks for writing to a file; keep the object alive meanwhile.</summary>
    internal ReadOnlyMemory<byte> Memory => buffer.Memory;

    /// <summary>Blocks for some vectors.</summary>
    internal static int Blocks(int count) => (count + BlockKernel.Lanes - 1) / BlockKernel.Lanes;

    /// <summary>Makes room for vectors.</summary>
    internal static VectorBlocks Allocate(int count, int dimension) =>
        new(count, dimension, VectorBuffer.Allocate(ByteCount(count, dimension), $"{count} vectors of {dimension} values"));

    /// <summary>Takes the blocks of a file.</summary>
    /// <param name="content">The blocks, of the length that belongs to the count and the dimension.</param>
    /// <param name="count">Vectors.</param>
    /// <param name="dimension">Values in a vector.</param>
    internal static VectorBlocks Of(VectorBuffer content, int count, int dimension) => new(count, dimension, content);

    /// <summary>Sets a vector.</summary>
    internal void Set(int index, ReadOnlySpan<float> vector)
    {
        Span<float> lane = Lane(index);
        for (int d = 0; d < Dimension; d++)
            lane[d * BlockKernel.Lanes] = vector[d];
    }

    /// <summary>Copies a vector out.</summary>
    internal void Get(int index, Span<float> vector)
    {
        ReadOnlySpan<float> lane = Lane(index);
        for (int d = 0; d < Dimension; d++)
            vector[d] = lane[d * BlockKernel.Lanes];
        GC.KeepAlive(this);
    }

    /// <summary>The k nearest vectors of each query, as sorted keys.</summary>
    /// <param name="queries">Row-major [n, dimension].</param>
    /// <param name="k">Keys per query, at most <see cref="Count"/>.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="accept">Which vectors may be found; null for all.</param>
    internal unsafe ulong[][] Nearest(float[] queries, int k, int threads, Predicate<int>? accept)
    {
        TopK[] tops = [.. Enumerable.Range(0, queries.Length / Dimension).Select(_ => new TopK(k, accept))];
        using VectorBuffer.Lease lease = buffer.Use();
        fixed (float* first = queries)
            BlockScan.Run(new FloatScanner(this, (float*)lease.Start, first), tops, threads);
        return [.. tops.Select(top => top.Sorted())];
    }

    /// <inheritdoc/>
    public void Dispose() => ((IDisposable)buffer).Dispose();

    private static long ByteCount(int count, int dimension) => (long)Blocks(count) * dimension * BlockKernel.Lanes * sizeof(float);

    private Span<float> Lane(int index)
    {
        (int block, int lane) = Math.DivRem(index, BlockKernel.Lanes);
        return MemoryMarshal.Cast<byte, float>(buffer.GetSpan())[(block * Dimension * BlockKernel.Lanes + lane)..];
    }
}

/// <summary>Scans blocks of floats while their memory and that of the queries stays where it is.</summary>
internal sealed unsafe class FloatScanner(VectorBlocks vectors, float* data, float* queries) : IBlockScanner
{
    public int BlockCount => vectors.BlockCount;

    public int BlockBytes => vectors.Dimension * BlockKernel.Lanes * sizeof(float);

    public void Scan(int first, int end, int query, TopK top) =>
        BlockKernel.Scan(data, first, end, vectors.Dimension, vectors.Count, queries + (long)query * vectors.Dimension, top);

    public void ScanTile(int first, int end, int query, ReadOnlySpan<TopK> tops) =>
        BlockKernel.ScanTile(data, first, end, vectors.Dimension, vectors.Count, queries + (long)query * vectors.Dimension, tops);
}
