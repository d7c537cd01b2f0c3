namespace FashionNotebooks.Photos.Garments;

/// <summary>
/// Batches of P items with K different photos each. The items of a batch come from few classes, and near-twins come together, so that a
/// batch holds garments that look alike: what a miner cannot find among strangers. Follows from (seed, epoch) alone.
/// </summary>
public sealed class GarmentSampler
{
    private readonly int[][][][] families; // by class, by family, by item: photos
    private readonly long seed;

    /// <exception cref="InputException">There are not two items with two photos each.</exception>
    public GarmentSampler(IReadOnlyList<int> items, IReadOnlyList<int> labels, int itemsPerBatch, int picturesPerItem,
        int classesPerBatch, long seed, IReadOnlyList<int>? families = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(itemsPerBatch, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(picturesPerItem, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(classesPerBatch, 1);
        int[][] all = [.. Enumerable.Range(0, items.Count).Where(i => items[i] >= 0).GroupBy(i => items[i])
            .Select(group => group.ToArray())];
        int[][] usable = [.. all.Where(pictures => pictures.Length > 1)];
        if (usable.Length < 2)
            throw new InputException($"{usable.Length} of {all.Length} items have two pictures or more; a batch needs two such items");
        this.families = [.. usable.GroupBy(pictures => labels[pictures[0]]).OrderBy(group => group.Key)
            .Select(group => group.GroupBy(pictures => families is null ? items[pictures[0]] : families[pictures[0]])
                .Select(family => family.ToArray()).ToArray())];
        (ItemCount, SingleCount, this.seed) = (usable.Length, all.Length - usable.Length, seed);
        (ItemsPerBatch, PicturesPerItem) = (Math.Min(itemsPerBatch, usable.Length), picturesPerItem);
        ClassesPerBatch = Math.Min(classesPerBatch, this.families.Length);
    }

    /// <summary>Items that take part.</summary>
    public int ItemCount { get; }

    /// <summary>Items with one photo: they take no part.</summary>
    public int SingleCount { get; }

    public int ItemsPerBatch { get; }

    public int PicturesPerItem { get; }

    /// <summary>Classes that the items of a batch come from.</summary>
    public int ClassesPerBatch { get; }

    /// <summary>Batches of an epoch: each item comes about once.</summary>
    public int BatchesPerEpoch => Math.Max(1, ItemCount / ItemsPerBatch);

    public IEnumerable<long[]> Batches(int epoch)
    {
        var random = new CounterRandom((ulong)seed, (ulong)epoch);
        var decks = new Queue<int[][]>[families.Length];
        for (int c = 0; c < decks.Length; c++)
            decks[c] = Shuffled(c, ref random);
        int[] classes = [.. Enumerable.Range(0, decks.Length)];
        for (int b = 0; b < BatchesPerEpoch; b++)
        {
            var batch = new List<long>(ItemsPerBatch * PicturesPerItem);
            // The classes with most items left, so that all run out together.
            random.Shuffle<int>(classes);
            int[] chosen = [.. classes.OrderByDescending(c => decks[c].Count).Take(ClassesPerBatch)];
            var taken = new HashSet<int[]>();
            for (int turn = 0; taken.Count < ItemsPerBatch; turn++)
            {
                int c = turn < 2 * ItemsPerBatch * ClassesPerBatch
                    ? chosen[turn % chosen.Length] : turn % families.Length; // small classes are not enough
                if (decks[c].Count == 0)
                    decks[c] = Shuffled(c, ref random);
                foreach (int[] item in decks[c].Dequeue())
                {
                    if (taken.Count < ItemsPerBatch && taken.Add(item))
                        batch.AddRange(Views(item, ref random));
                }
            }
            yield return [.. batch];
        }
    }

    private Queue<int[][]> Shuffled(int c, ref CounterRandom random)
    {
        int[][][] deck = [.. families[c]];
        random.Shuffle<int[][]>(deck);
        return new Queue<int[][]>(deck);
    }

    private IEnumerable<long> Views(int[] item, ref CounterRandom random)
    {
        int[] views = [.. item];
        random.Shuffle<int>(views);
        return views.Take(PicturesPerItem).Select(view => (long)view);
    }
}
