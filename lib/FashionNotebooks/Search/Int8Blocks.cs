using System.Runtime.InteropServices;

namespace FashionNotebooks.Search;

/// <summary>Vectors as 8-bit codes in blocks of 64, as <see cref="Int8Scanner"/> reads them: a quarter of the bytes of floats.</summary>
internal sealed class Int8Blocks : IDisposable
{
    private const int Group = 4, Middle = 128;
    private readonly VectorBuffer buffer;
    private readonly Int8Grid grid;
    private readonly int count, dimension, groups;

    /// <summary>Encodes vectors.</summary>
    internal Int8Blocks(VectorRows rows)
    {
        (count, dimension, groups) = (rows.Count, rows.Dimension, (rows.Dimension + Group - 1) / Group);
        grid = new Int8Grid(rows);
        buffer = VectorBuffer.Allocate((long)Blocks(count) * BlockBytes(groups), $"{count} vectors of {dimension} values");
        Parallel.For(0, Blocks(count), block =>
        {
            int first = block * Int8Scanner.Lanes;
            for (int lane = 0; lane < Int8Scanner.Lanes && first + lane < count; lane++)
                Encode(rows.Row(first + lane), buffer.GetSpan().Slice(block * BlockBytes(groups), BlockBytes(groups)), lane);
        });
        GC.KeepAlive(rows);
    }

    /// <summary>Blocks for some vectors.</summary>
    internal static int Blocks(int count) => (count + Int8Scanner.Lanes - 1) / Int8Scanner.Lanes;

    /// <summary>Bytes of a block with some groups of four dimensions.</summary>
    internal static int BlockBytes(int groups) => (groups + 1) * Int8Scanner.Lanes * Group;

    /// <summary>The vectors whose codes are nearest, for each query, in no order.</summary>
    internal unsafe ulong[][] Nearest(float[] queries, int k, int threads, Predicate<int>? accept)
    {
        int n = queries.Length / dimension;
        TopK[] tops = [.. Enumerable.Range(0, n).Select(_ => new TopK(k, accept))];
        var codes = new int[n * groups];
        var squares = new int[n];
        for (int i = 0; i < n; i++)
            squares[i] = Encode(queries.AsSpan(i * dimension, dimension), MemoryMarshal.AsBytes(codes.AsSpan(i * groups, groups)));
        using VectorBuffer.Lease lease = buffer.Use();
        fixed (int* firstCode = codes, firstSquare = squares)
            BlockScan.Run(new Int8Scanner(lease.Start, groups, count, firstCode, firstSquare), tops, threads);
        return [.. tops.Select(top => top.Kept())];
    }

    /// <inheritdoc/>
    public void Dispose() => ((IDisposable)buffer).Dispose();

    /// <summary>Writes the codes of a vector and its constant Σc² − 256 Σc: queries are stored less 128.</summary>
    private void Encode(ReadOnlySpan<float> vector, Span<byte> block, int lane)
    {
        int constant = 0;
        for (int d = 0; d < dimension; d++)
        {
            byte code = grid.Code(vector[d], d);
            block[(d / Group * Int8Scanner.Lanes + lane) * Group + d % Group] = code;
            constant += code * code - 2 * Middle * code;
        }
        MemoryMarshal.Cast<byte, int>(block)[groups * Int8Scanner.Lanes + lane] = constant;
    }

    /// <summary>Writes the codes of a query less 128 and returns Σq².</summary>
    private int Encode(ReadOnlySpan<float> query, Span<byte> codes)
    {
        int squares = 0;
        for (int d = 0; d < dimension; d++)
        {
            byte code = grid.Code(query[d], d);
            codes[d] = (byte)(code - Middle);
            squares += code * code;
        }
        return squares;
    }
}
