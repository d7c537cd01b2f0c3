namespace FashionNotebooks.Search;

/// <summary>Vectors as 8-bit codes in blocks of 16, as <see cref="Int8Scanner"/> reads them: a quarter of the bytes of floats.</summary>
internal sealed class Int8Blocks : IDisposable
{
    private readonly VectorBuffer buffer;
    private readonly Int8Grid grid;
    private readonly int count, dimension, groups;

    /// <summary>Encodes vectors.</summary>
    internal Int8Blocks(VectorBlocks rows)
    {
        (count, dimension, groups) = (rows.Count, rows.Dimension, (rows.Dimension + Int8Scanner.Group - 1) / Int8Scanner.Group);
        grid = new Int8Grid(rows);
        int blockBytes = groups * Int8Scanner.Group * BlockScan.Lanes;
        buffer = VectorBuffer.Allocate((long)BlockScan.Blocks(count) * blockBytes, $"{count} vectors of {dimension} values");
        Parallel.For(0, BlockScan.Blocks(count), block =>
        {
            Span<byte> codes = buffer.GetSpan().Slice(block * blockBytes, blockBytes);
            for (int lane = 0, item = block * BlockScan.Lanes; lane < BlockScan.Lanes && item < count; lane++, item++)
            {
                ReadOnlySpan<float> row = rows.Row(item);
                for (int d = 0; d < dimension; d++)
                {
                    (int group, int place) = Math.DivRem(d, Int8Scanner.Group);
                    codes[(group * BlockScan.Lanes + lane) * Int8Scanner.Group + place] = grid.Code(row[d], d);
                }
            }
        });
        GC.KeepAlive(rows);
    }

    /// <summary>The vectors whose codes are nearest, for each query, in no order.</summary>
    internal unsafe ulong[][] Nearest(float[] queries, int k, int threads, Predicate<int>? accept)
    {
        int queryCount = queries.Length / dimension;
        var codes = new int[queryCount * groups * 2];
        for (int i = 0; i < queries.Length; i++)
        {
            (int query, int d) = (i / dimension, i % dimension);
            codes[(query * groups + d / Int8Scanner.Group) * 2 + d % 2] |= grid.Code(queries[i], d) << (d % Int8Scanner.Group / 2 * 16);
        }
        using VectorBuffer.Lease lease = buffer.Use();
        fixed (int* first = codes)
        {
            var scanner = new Int8Scanner(lease.Start, groups, count, first);
            return [.. BlockScan.Run(scanner, queryCount, k, threads, accept).Select(top => top.Kept())];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ((IDisposable)buffer).Dispose();
}
