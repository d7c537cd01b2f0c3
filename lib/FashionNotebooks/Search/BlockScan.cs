namespace FashionNotebooks.Search;

/// <summary>Divides a scan: queries in tiles of four, blocks in pieces that stay in the second-level cache, both among threads.</summary>
internal static unsafe class BlockScan
{
    private const int PieceBytes = 1 << 19;
    private const long ValuesPerThread = 1 << 21; // less work than this is done sooner than a second thread has started

    /// <summary>Offers every vector to every query.</summary>
    internal static void Run(VectorBlocks vectors, float* data, float* queries, TopK[] tops, int threads)
    {
        long work = (long)vectors.BlockCount * BlockKernel.Lanes * vectors.Dimension * tops.Length;
        int parts = (int)Math.Clamp(work / ValuesPerThread, 1, threads);
        int tiles = (tops.Length + BlockKernel.Tile - 1) / BlockKernel.Tile;
        if (parts == 1)
            Scan(vectors, data, queries, tops, 0, vectors.BlockCount);
        else if (tiles >= 2 * parts)
            Parallel.For(0, parts, part => ByQueries(vectors, data, queries, tops, part * tiles / parts, (part + 1) * tiles / parts));
        else
            ByBlocks(vectors, data, queries, tops, parts);
    }

    private static void ByQueries(VectorBlocks vectors, float* data, float* queries, TopK[] tops, int firstTile, int endTile)
    {
        int first = firstTile * BlockKernel.Tile, end = Math.Min(endTile * BlockKernel.Tile, tops.Length);
        Scan(vectors, data, queries + (long)first * vectors.Dimension, tops.AsSpan(first, end - first), 0, vectors.BlockCount);
    }

    private static void ByBlocks(VectorBlocks vectors, float* data, float* queries, TopK[] tops, int parts)
    {
        var partial = new TopK[parts][];
        Parallel.For(0, parts, part =>
        {
            partial[part] = [.. tops.Select(top => top.Fresh())];
            int first = (int)((long)part * vectors.BlockCount / parts), end = (int)((part + 1L) * vectors.BlockCount / parts);
            Scan(vectors, data, queries, partial[part], first, end);
        });
        for (int query = 0; query < tops.Length; query++)
        {
            foreach (TopK[] part in partial)
                tops[query].Merge(part[query]);
        }
    }

    private static void Scan(VectorBlocks vectors, float* data, float* queries, ReadOnlySpan<TopK> tops, int first, int end)
    {
        int dimension = vectors.Dimension;
        int piece = Math.Max(1, PieceBytes / (dimension * BlockKernel.Lanes * sizeof(float)));
        for (int block = first; block < end; block += piece)
        {
            int pieceEnd = Math.Min(block + piece, end), query = 0;
            for (; query + BlockKernel.Tile <= tops.Length; query += BlockKernel.Tile)
                BlockKernel.ScanTile(data, block, pieceEnd, dimension, vectors.Count, queries + (long)query * dimension, tops.Slice(query, BlockKernel.Tile));
            for (; query < tops.Length; query++)
                BlockKernel.Scan(data, block, pieceEnd, dimension, vectors.Count, queries + (long)query * dimension, tops[query]);
        }
    }
}
