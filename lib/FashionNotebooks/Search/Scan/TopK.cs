namespace FashionNotebooks.Search.Scan;

/// <summary>
/// Keeps the k smallest ranking keys of a stream: collects keys that may be among them, and when there is no room left, throws all but
/// k away. That is less work than keeping them in order, and it says from when on a key is too large.
/// </summary>
/// <param name="accept">Which may be kept; null for all. Only asked about those that are near enough.</param>
internal sealed class TopK(int k, Predicate<int>? accept = null)
{
    private const int Spare = 16;
    private readonly ulong[] keys = new ulong[2 * k + Spare];
    private ulong bound = ulong.MaxValue;
    private int count;

    /// <summary>Whether k keys are known, so that a newcomer must beat the worst of them.</summary>
    internal bool Bounded { get; private set; }

    /// <summary>A distance that a newcomer must beat; infinite at first.</summary>
    internal float Bound { get; private set; } = float.PositiveInfinity;

    /// <summary>The same where distances are whole numbers; the largest number at first.</summary>
    internal int WholeBound { get; private set; } = int.MaxValue;

    /// <summary>Takes a key if it may be among the k smallest and its item is accepted.</summary>
    internal void Offer(ulong key)
    {
        if (key < bound && (accept is null || accept(RankingKey.Item(key))))
            Take(key);
    }

    /// <summary>An empty one of the same size.</summary>
    internal TopK Fresh() => new(k, accept);

    /// <summary>Takes every key of another that is small enough.</summary>
    internal void Merge(TopK other)
    {
        foreach (ulong key in other.keys.AsSpan(0, other.count))
        {
            if (key < bound)
                Take(key);
        }
    }

    /// <summary>The keys, in no order.</summary>
    internal ulong[] Kept()
    {
        if (count > k)
            Prune();
        return keys[..count];
    }

    /// <summary>The keys, smallest first.</summary>
    internal ulong[] Sorted()
    {
        ulong[] sorted = Kept();
        Array.Sort(sorted);
        return sorted;
    }

    private void Take(ulong key)
    {
        keys[count++] = key;
        if (count == keys.Length)
            Prune();
    }

    private void Prune()
    {
        Select(keys.AsSpan(0, count), k - 1);
        (count, bound, Bounded) = (k, keys[k - 1], true);
        (Bound, WholeBound) = (RankingKey.Distance(bound), RankingKey.WholeDistance(bound));
    }

    /// <summary>Puts the key that sorting would put at a place there, smaller ones before it. C. A. R. Hoare, Find, 1961.</summary>
    private static void Select(Span<ulong> keys, int place)
    {
        int low = 0, high = keys.Length - 1;
        while (low < high)
        {
            ulong a = keys[low], b = keys[(low + high) / 2], c = keys[high], pivot = Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
            int left = low, right = high;
            while (left <= right)
            {
                while (keys[left] < pivot)
                    left++;
                while (keys[right] > pivot)
                    right--;
                if (left > right)
                    break;
                (keys[left], keys[right]) = (keys[right], keys[left]);
                left++;
                right--;
            }
            if (place > right && place < left)
                return;
            (low, high) = place <= right ? (low, right) : (left, high);
        }
    }
}

/// <summary>A distance and an item in one number that sorts by distance, then by item: bits of floats from 0 up sort as they do.</summary>
internal static class RankingKey
{
    internal static ulong Of(float distance, int item) => ((ulong)BitConverter.SingleToUInt32Bits(distance) << 32) | (uint)item;

    /// <summary>The key where distances are whole numbers.</summary>
    internal static ulong Of(int distance, int item) => ((ulong)(uint)distance << 32) | (uint)item;

    internal static int Item(ulong key) => (int)(uint)key;

    internal static float Distance(ulong key) => BitConverter.UInt32BitsToSingle((uint)(key >> 32));

    /// <summary>The distance of a key that was made of a whole number.</summary>
    internal static int WholeDistance(ulong key) => (int)(key >> 32);
}
