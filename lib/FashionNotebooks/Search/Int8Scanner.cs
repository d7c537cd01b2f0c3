using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FashionNotebooks.Search;

/// <summary>
/// Scans blocks of 64 vectors of 8-bit codes. Squared distances of codes are c² − 2qc + q²: the first is stored, the last is a constant,
/// and the products are added four at a time. Each vector has a lane of its own, and a block is read from its first byte to its last,
/// so that the memory and not the arithmetic sets the time.
/// </summary>
/// <param name="blocks">[blocks, (groups + 1) · 256]: for every four dimensions four codes of each of 64 vectors, then their 64 constants.</param>
/// <param name="groups">Groups of four dimensions.</param>
/// <param name="count">Vectors.</param>
/// <param name="queries">[n, groups], four codes less 128 in each number.</param>
/// <param name="squares">[n], Σq².</param>
internal sealed unsafe class Int8Scanner(byte* blocks, int groups, int count, int* queries, int* squares) : IBlockScanner
{
    /// <summary>Vectors in a block.</summary>
    internal const int Lanes = 64;

    private const int Step = 32, Row = Lanes * sizeof(int); // bytes of eight vectors, and of all, in a group
    private const int Tiled = 16, Parts = Lanes / Tiled; // vectors that four queries meet at once: their sums fit the registers

    public int BlockCount => Int8Blocks.Blocks(count);

    public int BlockBytes => Int8Blocks.BlockBytes(groups);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Scan(int first, int end, int query, TopK top)
    {
        int* codes = queries + (long)query * groups, distances = stackalloc int[Lanes];
        Vector256<int> square = Vector256.Create(squares[query]);
        byte* at = blocks + (long)first * BlockBytes;
        for (int block = first; block < end; block++)
        {
            Vector256<int> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
            for (int group = 0; group < groups; group++, at += Row)
            {
                Vector256<sbyte> factors = Vector256.Create(codes[group]).AsSByte();
                s0 = CodeProducts.Add(s0, Vector256.Load(at), factors);
                s1 = CodeProducts.Add(s1, Vector256.Load(at + Step), factors);
                s2 = CodeProducts.Add(s2, Vector256.Load(at + 2 * Step), factors);
                s3 = CodeProducts.Add(s3, Vector256.Load(at + 3 * Step), factors);
                s4 = CodeProducts.Add(s4, Vector256.Load(at + 4 * Step), factors);
                s5 = CodeProducts.Add(s5, Vector256.Load(at + 5 * Step), factors);
                s6 = CodeProducts.Add(s6, Vector256.Load(at + 6 * Step), factors);
                s7 = CodeProducts.Add(s7, Vector256.Load(at + 7 * Step), factors);
            }
            Vector256<int> least = Distances(s0, at, square, distances);
            least = Vector256.Min(least, Distances(s1, at + Step, square, distances + 8));
            least = Vector256.Min(least, Distances(s2, at + 2 * Step, square, distances + 16));
            least = Vector256.Min(least, Distances(s3, at + 3 * Step, square, distances + 24));
            least = Vector256.Min(least, Distances(s4, at + 4 * Step, square, distances + 32));
            least = Vector256.Min(least, Distances(s5, at + 5 * Step, square, distances + 40));
            least = Vector256.Min(least, Distances(s6, at + 6 * Step, square, distances + 48));
            least = Vector256.Min(least, Distances(s7, at + 7 * Step, square, distances + 56));
            at += Row;
            if (Vector256.LessThanAny(least, Vector256.Create(top.WholeBound)))
                Offer(distances, Lanes, block * Lanes, top);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ScanTile(int first, int end, int query, ReadOnlySpan<TopK> tops)
    {
        int* q0 = queries + (long)query * groups, q1 = q0 + groups, q2 = q1 + groups, q3 = q2 + groups;
        int* square = squares + query, distances = stackalloc int[BlockKernel.Tile * Tiled];
        for (int part = first * Parts; part < end * Parts; part++)
        {
            byte* at = blocks + (long)(part / Parts) * BlockBytes + part % Parts * 2 * Step;
            Vector256<int> a0 = default, b0 = default, a1 = default, b1 = default, a2 = default, b2 = default, a3 = default, b3 = default;
            for (int group = 0; group < groups; group++, at += Row)
            {
                Vector256<byte> a = Vector256.Load(at), b = Vector256.Load(at + Step);
                Vector256<sbyte> factors0 = Vector256.Create(q0[group]).AsSByte();
                a0 = CodeProducts.Add(a0, a, factors0);
                b0 = CodeProducts.Add(b0, b, factors0);
                Vector256<sbyte> factors1 = Vector256.Create(q1[group]).AsSByte();
                a1 = CodeProducts.Add(a1, a, factors1);
                b1 = CodeProducts.Add(b1, b, factors1);
                Vector256<sbyte> factors2 = Vector256.Create(q2[group]).AsSByte();
                a2 = CodeProducts.Add(a2, a, factors2);
                b2 = CodeProducts.Add(b2, b, factors2);
                Vector256<sbyte> factors3 = Vector256.Create(q3[group]).AsSByte();
                a3 = CodeProducts.Add(a3, a, factors3);
                b3 = CodeProducts.Add(b3, b, factors3);
            }
            Distances(a0, b0, at, square[0], distances);
            Distances(a1, b1, at, square[1], distances + Tiled);
            Distances(a2, b2, at, square[2], distances + 2 * Tiled);
            Distances(a3, b3, at, square[3], distances + 3 * Tiled);
            for (int i = 0; i < BlockKernel.Tile; i++)
            {
                int* near = distances + i * Tiled;
                if (Vector256.LessThanAny(Vector256.Min(Vector256.Load(near), Vector256.Load(near + 8)), Vector256.Create(tops[i].WholeBound)))
                    Offer(near, Tiled, part * Tiled, tops[i]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Distances(Vector256<int> products, byte* constants, Vector256<int> square, int* distances)
    {
        Vector256<int> result = Vector256.Load((int*)constants) + square - products - products;
        result.Store(distances);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Distances(Vector256<int> a, Vector256<int> b, byte* constants, int square, int* distances)
    {
        Distances(a, constants, Vector256.Create(square), distances);
        Distances(b, constants + Step, Vector256.Create(square), distances + 8);
    }

    /// <summary>Offers vectors, of which the last block may have fewer.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Offer(int* distances, int lanes, int first, TopK top)
    {
        for (int lane = 0; lane < lanes; lane += Vector256<int>.Count)
        {
            uint near = Vector256.LessThan(Vector256.Load(distances + lane), Vector256.Create(top.WholeBound)).ExtractMostSignificantBits();
            for (; near != 0; near &= near - 1)
            {
                int at = lane + BitOperations.TrailingZeroCount(near);
                if (first + at < count)
                    top.Offer(RankingKey.Of(distances[at], first + at));
            }
        }
    }
}
