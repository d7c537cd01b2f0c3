namespace FashionNotebooks.Search;

/// <summary>Divides a scan: queries in tiles of four, blocks in pieces that stay in the second-level cache, both among threads.</summary>
internal static class BlockScan
{
    private const int PieceBytes = 1 << 19;
    private const long BytesPerThread = 1 << 23; // less work than this is done sooner than a second thread has started

    /// <summary>Offers every vector to every query; there is a top for each.</summary>
    internal static void Run(IBlockScanner vectors, TopK[] tops, int threads)
    {
        long work = (long)vectors.BlockCount * vectors.BlockBytes * tops.Length;
        int parts = (int)Math.Clamp(work / BytesPerThread, 1, threads);
        int tiles = (tops.Length + BlockKernel.Tile - 1) / BlockKernel.Tile;
        if (parts == 1)
            Scan(vectors, tops, 0, tops.Length, 0, vectors.BlockCount);
        else if (tiles >= 2 * parts)
            Parallel.For(0, parts, part => ByQueries(vectors, tops, part * tiles / parts, (part + 1) * tiles / parts));
        else
            ByBlocks(vectors, tops, parts);
    }

    private static void ByQueries(IBlockScanner vectors, TopK[] tops, int firstTile, int endTile) =>
        Scan(vectors, tops, firstTile * BlockKernel.Tile, Math.Min(endTile * BlockKernel.Tile, tops.Length), 0, vectors.BlockCount);

    private static void ByBlocks(IBlockScanner vectors, TopK[] tops, int parts)
    {
        var partial = new TopK[parts][];
        Parallel.For(0, parts, part =>
        {
            partial[part] = [.. tops.Select(top => top.Fresh())];
            int first = (int)((long)part * vectors.BlockCount / parts), end = (int)((part + 1L) * vectors.BlockCount / parts);
            Scan(vectors, partial[part], 0, tops.Length, first, end);
        });
        for (int query = 0; query < tops.Length; query++)
        {
            foreach (TopK[] part in partial)
                tops[query].Merge(part[query]);
        }
    }

    private static void Scan(IBlockScanner vectors, TopK[] tops, int firstQuery, int endQuery, int first, int end)
    {
        int piece = Math.Max(1, PieceBytes / vectors.BlockBytes);
        for (int block = first; block < end; block += piece)
        {
            int pieceEnd = Math.Min(block + piece, end), query = firstQuery;
            for (; query + BlockKernel.Tile <= endQuery; query += BlockKernel.Tile)
                vectors.ScanTile(block, pieceEnd, query, tops.AsSpan(query, BlockKernel.Tile));
            for (; query < endQuery; query++)
                vectors.Scan(block, pieceEnd, query, tops[query]);
        }
    }
}

/// <summary>Compares queries with vectors that stand together in blocks.</summary>
internal interface IBlockScanner
{
    /// <summary>Blocks.</summary>
    int BlockCount { get; }

    /// <summary>Bytes of a block.</summary>
    int BlockBytes { get; }

    /// <summary>Offers the vectors of some blocks to one query.</summary>
    void Scan(int first, int end, int query, TopK top);

    /// <summary>Offers the vectors of some blocks to four queries, of which the first is given.</summary>
    void ScanTile(int first, int end, int query, ReadOnlySpan<TopK> tops)
    {
        for (int i = 0; i < tops.Length; i++)
            Scan(first, end, query + i, tops[i]);
    }
}
