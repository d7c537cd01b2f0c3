namespace FashionNotebooks.Search.Scan;

/// <summary>
/// Vectors in blocks of 16, each vector in a lane of its own, compared with queries from the first block to the last. A scan is divided:
/// queries in tiles of four, blocks in pieces that stay in the second-level cache, both among threads.
/// </summary>
internal abstract unsafe class VectorBlocks : IDisposable
{
    /// <summary>Vectors in a block.</summary>
    internal const int Lanes = 16;

    /// <summary>Queries that are scored together.</summary>
    protected const int Tile = 4;

    private const int PieceBytes = 1 << 19;
    private const long BytesPerThread = 1 << 23; // less work than this is done sooner than a second thread has started

    protected VectorBlocks(int count, int dimension, int blockBytes, VectorBuffer? content = null)
    {
        (Count, Dimension, BlockBytes, BlockCount) = (count, dimension, blockBytes, Blocks(count));
        Buffer = content ?? VectorBuffer.Allocate((long)BlockCount * blockBytes, $"{count} vectors of {dimension} values");
    }

    internal int Count { get; }

    internal int Dimension { get; }

    /// <summary>Blocks, the last perhaps only partly filled.</summary>
    internal int BlockCount { get; }

    protected int BlockBytes { get; }

    protected VectorBuffer Buffer { get; }

    /// <summary>The blocks for writing to a file; keep the object alive meanwhile.</summary>
    internal ReadOnlyMemory<byte> Memory => Buffer.Memory;

    internal static int Blocks(int count) => (count + Lanes - 1) / Lanes;

    /// <summary>The k nearest vectors of each query, as keys in no order.</summary>
    /// <param name="queries">Row-major [n, dimension].</param>
    /// <param name="accept">Which vectors may be found; null for all.</param>
    internal TopK[] Nearest(float[] queries, int k, int threads, Predicate<int>? accept)
    {
        TopK[] tops = [.. Enumerable.Range(0, queries.Length / Dimension).Select(_ => new TopK(k, accept))];
        ReadOnlySpan<byte> encoded = Encode(queries);
        using VectorBuffer.Lease lease = Buffer.Use();
        fixed (byte* first = encoded)
            Run(new Pass(lease.Start, first, encoded.Length / tops.Length), tops, threads);
        return tops;
    }

    public void Dispose() => ((IDisposable)Buffer).Dispose();

    /// <summary>Queries in the form of the blocks, one after another.</summary>
    protected abstract ReadOnlySpan<byte> Encode(float[] queries);

    /// <summary>Offers the vectors of some blocks to one query.</summary>
    protected abstract void Scan(byte* blocks, int first, int end, byte* query, TopK top);

    /// <summary>Offers the vectors of some blocks to four queries that lie one after another.</summary>
    protected abstract void ScanTile(byte* blocks, int first, int end, byte* queries, ReadOnlySpan<TopK> tops);

    private void Run(Pass pass, TopK[] tops, int threads)
    {
        int parts = (int)Math.Clamp((long)BlockCount * BlockBytes * tops.Length / BytesPerThread, 1, threads);
        int tiles = (tops.Length + Tile - 1) / Tile;
        if (parts == 1)
            Scan(pass, tops, 0, tops.Length, 0, BlockCount);
        else if (tiles >= 2 * parts)
            Parallel.For(0, parts, part => Scan(
                pass, tops, part * tiles / parts * Tile, Math.Min((part + 1) * tiles / parts * Tile, tops.Length), 0, BlockCount));
        else
            ByBlocks(pass, tops, parts);
    }

    private void ByBlocks(Pass pass, TopK[] tops, int parts)
    {
        var partial = new TopK[parts][];
        Parallel.For(0, parts, part =>
        {
            partial[part] = [.. tops.Select(top => top.Fresh())];
            int first = (int)((long)part * BlockCount / parts), end = (int)((part + 1L) * BlockCount / parts);
            Scan(pass, partial[part], 0, tops.Length, first, end);
        });
        for (int query = 0; query < tops.Length; query++)
        {
            foreach (TopK[] part in partial)
                tops[query].Merge(part[query]);
        }
    }

    private void Scan(Pass pass, TopK[] tops, int firstQuery, int endQuery, int first, int end)
    {
        int piece = Math.Max(1, PieceBytes / BlockBytes);
        for (int block = first; block < end; block += piece)
        {
            int pieceEnd = Math.Min(block + piece, end), query = firstQuery;
            for (; query + Tile <= endQuery; query += Tile)
                ScanTile(pass.Blocks, block, pieceEnd, pass.Query(query), tops.AsSpan(query, Tile));
            for (; query < endQuery; query++)
                Scan(pass.Blocks, block, pieceEnd, pass.Query(query), tops[query]);
        }
    }

    /// <summary>Where blocks and queries lie while they are compared.</summary>
    private readonly struct Pass(byte* blocks, byte* queries, int queryBytes)
    {
        internal byte* Blocks => blocks;

        internal byte* Query(int index) => queries + ((long)index * queryBytes);
    }
}
