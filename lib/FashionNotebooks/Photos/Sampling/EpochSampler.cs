namespace FashionNotebooks.Photos.Sampling;

/// <summary>The order of training photos: a new permutation each epoch that follows from (seed, epoch) alone.</summary>
public sealed class EpochSampler(int count, long seed)
{
    public int Count { get; } = count > 0 ? count : throw new ArgumentOutOfRangeException(nameof(count));

    /// <summary>All indices, shuffled for one epoch.</summary>
    public long[] Permutation(int epoch)
    {
        long[] order = [.. Enumerable.Range(0, Count).Select(i => (long)i)];
        new CounterRandom((ulong)seed, (ulong)epoch).Shuffle<long>(order);
        return order;
    }

    /// <summary>The epoch cut into batches; the last one may be smaller, or is left out.</summary>
    public IEnumerable<long[]> Batches(int epoch, int batchSize, bool dropLast = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        return Permutation(epoch).Chunk(batchSize).Where(b => !dropLast || b.Length == batchSize);
    }
}
