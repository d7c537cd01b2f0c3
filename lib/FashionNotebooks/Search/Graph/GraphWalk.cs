using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FashionNotebooks.Search.Graph;

/// <summary>
/// One search of a graph, https://arxiv.org/abs/1603.09320, algorithms 2 and 5. USearch's own walk meets the same nodes and takes longer
/// (RESULTS.md, Search): here all neighbours of a node are on their way from memory before the first is compared.
/// </summary>
/// <param name="layout">Of the graph, which was checked.</param>
/// <param name="start">Where its bytes are.</param>
/// <param name="length">How many.</param>
/// <param name="query">[dimension].</param>
internal readonly unsafe ref struct GraphWalk(GraphLayout layout, byte* start, int length, ReadOnlySpan<float> query)
{
    private const int Line = 64, Prefetched = 1024; // bytes; of longer vectors the processor fetches the rest by itself
    private const ulong Walked = 1; // the lowest bit of what is in view: distance, node, whether its neighbours were met
    private readonly ReadOnlySpan<byte> bytes = new(start, length);
    private readonly ReadOnlySpan<float> query = query;

    private int RowLength => layout.Dimension * sizeof(float);

    /// <summary>Fills the view with the nearest nodes that are met, nearest first; returns how many there are.</summary>
    internal int Nearest(Span<ulong> view)
    {
        ulong[] met = ArrayPool<ulong>.Shared.Rent(layout.Nodes / 64 + 1); // a bit of each node
        met.AsSpan(0, layout.Nodes / 64 + 1).Clear();
        int count = Spread(Descend(), view, met);
        ArrayPool<ulong>.Shared.Return(met);
        foreach (ref ulong node in view[..count])
            node = (uint)node >> 1;
        return count;
    }

    /// <summary>Goes from the first node through the upper levels, each time to the nearest neighbour.</summary>
    private int Descend()
    {
        int node = layout.First;
        float least = Distance(node);
        for (int level = layout.Top; level > 0; level--)
        {
            for (int from = -1; from != node;)
            {
                from = node;
                foreach (uint neighbour in layout.Neighbours(bytes, from, level))
                {
                    float distance = Distance((int)neighbour);
                    if (distance < least)
                        (least, node) = (distance, (int)neighbour);
                }
            }
        }
        return node;
    }

    /// <summary>Walks in the lowest level to the neighbours of all that is in view, the nearest first.</summary>
    private int Spread(int first, Span<ulong> view, ulong[] met)
    {
        Span<int> fresh = stackalloc int[2 * layout.Links];
        (view[0], int count) = (Key(first), 1);
        Meet(met, first);
        for (int at = 0; at < count;)
        {
            int node = (int)((uint)view[at] >> 1), some = 0;
            view[at] |= Walked;
            foreach (uint neighbour in layout.Neighbours(bytes, node, 0))
            {
                if (!Meet(met, (int)neighbour))
                    continue;
                Prefetch(RowAt((int)neighbour), RowLength);
                fresh[some++] = (int)neighbour;
            }
            int next = at + 1;
            foreach (int neighbour in fresh[..some])
            {
                ulong key = Key(neighbour);
                if (count == view.Length && key > view[count - 1])
                    continue;
                int place = ~view[..count].BinarySearch(key);
                count = Math.Min(count + 1, view.Length);
                view[place..(count - 1)].CopyTo(view[(place + 1)..]);
                view[place] = key;
                next = Math.Min(next, place);
                Prefetch(layout.Lists[neighbour], 2 * layout.Links * sizeof(uint));
            }
            for (at = next; at < count && (view[at] & Walked) != 0;)
                at++;
        }
        return count;
    }

    /// <summary>Whether a node is met for the first time.</summary>
    private static bool Meet(ulong[] met, int node)
    {
        ref ulong bits = ref met[node / 64];
        ulong before = bits;
        bits |= 1UL << node;
        return bits != before;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Prefetch(int at, int length)
    {
        for (int offset = 0; Sse.IsSupported && offset < length && offset < Prefetched; offset += Line)
            Sse.Prefetch0(start + at + offset);
    }

    private int RowAt(int node) => GraphLayout.Rows + node * RowLength;

    private ulong Key(int node) => RankingKey.Of(Distance(node), node << 1);

    /// <summary>The squared distance, added up in lanes: only to say which is nearer.</summary>
    private float Distance(int node)
    {
        ReadOnlySpan<float> row = MemoryMarshal.Cast<byte, float>(bytes.Slice(RowAt(node), RowLength));
        Vector256<float> sum = default, second = default;
        int d = 0;
        for (; d <= row.Length - 2 * Vector256<float>.Count; d += 2 * Vector256<float>.Count)
        {
            sum = Square(row[d..], query[d..], sum);
            second = Square(row[(d + Vector256<float>.Count)..], query[(d + Vector256<float>.Count)..], second);
        }
        float total = Vector256.Sum(sum + second);
        for (; d < row.Length; d++)
            total += (row[d] - query[d]) * (row[d] - query[d]);
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Square(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Vector256<float> sum)
    {
        Vector256<float> difference = Vector256.Create(a) - Vector256.Create(b);
        return Vector256.MultiplyAddEstimate(difference, difference, sum);
    }
}
