using FashionNotebooks.Search.Scan;

namespace FashionNotebooks.Tests.Search.Scan;

/// <summary>The scan of 8-bit codes and the choice of the smallest, against loops that do nothing clever.</summary>
public sealed class Int8CodesTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(15, 5)]
    [InlineData(16, 64)]
    [InlineData(17, 6)]
    [InlineData(500, 3)]
    [InlineData(1000, 30)]
    [InlineData(20001, 192)]
    public void The_nearest_codes_are_those_of_a_plain_loop(int count, int dimension)
    {
        const int queryCount = 6; // a tile of four and two more
        var random = new Random(count);
        float[] vectors = [.. Enumerable.Range(0, count * dimension).Select(_ => random.NextSingle() - 0.5f)];
        float[] queries = [.. Enumerable.Range(0, queryCount * dimension).Select(_ => random.NextSingle() - 0.5f)];
        VectorBuffer rows = VectorBuffer.Allocate((long)vectors.Length * sizeof(float), "the vectors");
        vectors.CopyTo(rows.Floats);
        using var codes = new Int8Blocks(rows, dimension);
        var grid = new Int8Grid(vectors, dimension);
        foreach (int k in new[] { 1, Math.Min(28, count), count })
        {
            TopK[] one = codes.Nearest(queries, k, 1, null), three = codes.Nearest(queries, k, 3, null);
            for (int q = 0; q < queryCount; q++)
            {
                ReadOnlySpan<float> query = queries.AsSpan(q * dimension, dimension);
                ulong[] expected = Naive(grid, vectors, query)[..k];
                Assert.Equal(expected, one[q].Sorted());
                Assert.Equal(expected, three[q].Sorted());
                Assert.Equal(expected, codes.Nearest(query.ToArray(), k, 1, null)[0].Sorted());
            }
        }
    }

    [Theory]
    [InlineData(0)] // random
    [InlineData(1)] // ascending
    [InlineData(2)] // descending
    [InlineData(3)] // all distances equal
    public void The_smallest_of_a_stream_are_kept(int order)
    {
        var random = new Random(order);
        foreach (int k in new[] { 1, 7, 500, 3000 })
        {
            ulong[] keys = [.. Enumerable.Range(0, 3000)
                .Select(i => RankingKey.Of(order switch { 0 => random.Next(500), 1 => i, 2 => 3000 - i, _ => 5 }, i))];
            var all = new TopK(k);
            var even = new TopK(k, item => item % 2 == 0);
            foreach (ulong key in keys)
            {
                all.Offer(key);
                even.Offer(key);
            }
            Assert.Equal(keys.Order().Take(k), all.Sorted());
            Assert.Equal(keys.Where(key => RankingKey.Item(key) % 2 == 0).Order().Take(k), even.Sorted());
        }
    }

    private static ulong[] Naive(Int8Grid grid, float[] vectors, ReadOnlySpan<float> query)
    {
        int dimension = query.Length;
        var keys = new ulong[vectors.Length / dimension];
        for (int i = 0; i < keys.Length; i++)
        {
            int sum = 0;
            for (int d = 0; d < dimension; d++)
            {
                int difference = grid.Code(vectors[i * dimension + d], d) - grid.Code(query[d], d);
                sum += difference * difference;
            }
            keys[i] = RankingKey.Of(sum, i);
        }
        Array.Sort(keys);
        return keys;
    }
}
