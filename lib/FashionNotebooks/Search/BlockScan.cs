namespace FashionNotebooks.Search;

/// <summary>Divides a scan: queries in tiles of four, blocks in pieces that stay in the second-level cache, both among threads.</summary>
internal static class BlockScan
{
    /// <summary>Vectors in a block.</summary>
    internal const int Lanes = 16;

    /// <summary>Queries that are scored together.</summary>
    internal const int Tile = 4;

    private const int PieceBytes = 1 << 19;
    private const long BytesPerThread = 1 << 23; // less work than this is done sooner than a second thread has started

    /// <summary>Blocks for some vectors, the last perhaps only partly filled.</summary>
    internal static int Blocks(int count, int lanes = Lanes) => (count + lanes - 1) / lanes;

    /// <summary>The k nearest vectors of each query.</summary>
    /// <param name="vectors">The vectors, and the queries.</param>
    /// <param name="queries">How many queries.</param>
    /// <param name="k">How many of each, at most as many as there are.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="accept">Which vectors may be found; null for all.</param>
    internal static TopK[] Run(IBlockScanner vectors, int queries, int k, int threads, Predicate<int>? accept)
    {
        TopK[] tops = [.. Enumerable.Range(0, queries).Select(_ => new TopK(k, accept))];
        long work = (long)vectors.BlockCount * vectors.BlockBytes * tops.Length;
        int parts = (int)Math.Clamp(work / BytesPerThread, 1, threads);
        int tiles = (tops.Length + Tile - 1) / Tile;
        if (parts == 1)
            Scan(vectors, tops, 0, tops.Length, 0, vectors.BlockCount);
        else if (tiles >= 2 * parts)
            Parallel.For(0, parts, part => Scan(
                vectors, tops, part * tiles / parts * Tile, Math.Min((part + 1) * tiles / parts * Tile, tops.Length), 0, vectors.BlockCount));
        else
            ByBlocks(vectors, tops, parts);
        return tops;
    }

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
            for (; query + Tile <= endQuery; query += Tile)
                vectors.ScanTile(block, pieceEnd, query, tops.AsSpan(query, Tile));
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
