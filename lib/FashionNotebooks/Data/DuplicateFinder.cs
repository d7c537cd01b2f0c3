using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FashionNotebooks.Data;

/// <summary>Compares every thumbnail with every other: exact, and at a few thousand pictures faster than anything clever.</summary>
internal static class DuplicateFinder
{
    /// <summary>Pairs (i, j), i below j, whose mean absolute difference is at most <paramref name="threshold"/> levels.</summary>
    internal static List<(int First, int Second, double Distance)> Near(IReadOnlyList<byte[]> thumbnails, double threshold, int threads)
    {
        var found = new ConcurrentBag<(int, int, double)>();
        Parallel.For(0, thumbnails.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            byte[] one = thumbnails[i];
            long limit = (long)(threshold * one.Length);
            for (int j = i + 1; j < thumbnails.Count; j++)
            {
                long sum = Difference(one, thumbnails[j], limit);
                if (sum <= limit)
                    found.Add((i, j, (double)sum / one.Length));
            }
        });
        return [.. found.OrderBy(p => p.Item1).ThenBy(p => p.Item2)];
    }

    /// <summary>Sum of absolute differences; stops when it is above <paramref name="limit"/>.</summary>
    internal static long Difference(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, long limit)
    {
        long sum = 0;
        const int block = 64;
        for (int at = 0; at < a.Length && sum <= limit; at += block)
        {
            int length = Math.Min(block, a.Length - at);
            sum += Block(a.Slice(at, length), b.Slice(at, length));
        }
        return sum;
    }

    private static long Block(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        long sum = 0;
        int i = 0;
        if (Avx2.IsSupported)
        {
            ReadOnlySpan<Vector256<byte>> x = MemoryMarshal.Cast<byte, Vector256<byte>>(a), y = MemoryMarshal.Cast<byte, Vector256<byte>>(b);
            for (int k = 0; k < x.Length; k++)
                sum += Vector256.Sum(Avx2.SumAbsoluteDifferences(x[k], y[k]).AsInt64());
            i = x.Length * Vector256<byte>.Count;
        }
        for (; i < a.Length; i++)
            sum += Math.Abs(a[i] - b[i]);
        return sum;
    }
}
