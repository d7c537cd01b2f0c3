namespace FashionNotebooks.Search;

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
