namespace FashionNotebooks.Search;

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
    void ScanTile(int first, int end, int query, ReadOnlySpan<TopK> tops);
}
