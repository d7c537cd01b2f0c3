namespace FashionNotebooks.Search;

/// <summary>Keeps the k smallest ranking keys of a stream: a heap with the worst kept one on top.</summary>
/// <param name="k">How many.</param>
/// <param name="accept">Which items may be kept; null for all. Only asked about items that are near enough.</param>
internal sealed class TopK(int k, Predicate<int>? accept = null)
{
    private readonly ulong[] heap = new ulong[k];
    private int count;

    /// <summary>Whether k keys are held, so that a newcomer must beat <see cref="Worst"/>.</summary>
    internal bool Full => count == heap.Length;

    /// <summary>The largest distance held; infinite until full.</summary>
    internal float Worst { get; private set; } = float.PositiveInfinity;

    /// <summary>Takes a key if it is among the k smallest so far and its item is accepted.</summary>
    internal void Offer(ulong key)
    {
        if ((!Full || key < heap[0]) && (accept is null || accept(RankingKey.Item(key))))
            Take(key);
    }

    /// <summary>An empty one of the same size.</summary>
    internal TopK Fresh() => new(heap.Length, accept);

    /// <summary>Takes every key of another that is small enough.</summary>
    internal void Merge(TopK other)
    {
        for (int i = 0; i < other.count; i++)
        {
            if (!Full || other.heap[i] < heap[0])
                Take(other.heap[i]);
        }
    }

    /// <summary>The keys, smallest first.</summary>
    internal ulong[] Sorted()
    {
        ulong[] keys = heap[..count];
        Array.Sort(keys);
        return keys;
    }

    private void Take(ulong key)
    {
        if (!Full)
        {
            int at = count++;
            for (; at > 0 && heap[(at - 1) / 2] < key; at = (at - 1) / 2)
                heap[at] = heap[(at - 1) / 2];
            heap[at] = key;
        }
        else
        {
            SiftDown(key);
        }
        if (Full)
            Worst = RankingKey.Distance(heap[0]);
    }

    private void SiftDown(ulong key)
    {
        int at = 0;
        while (2 * at + 1 < count)
        {
            int child = 2 * at + 1;
            if (child + 1 < count && heap[child + 1] > heap[child])
                child++;
            if (heap[child] <= key)
                break;
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = key;
    }
}
