namespace FashionNotebooks.Photos.Sampling;

/// <summary>
/// Batches of P classes with K photos each (Hermans et al., "In Defense of the Triplet Loss", 2017), so that every batch holds positives
/// and negatives to mine. Follows from (seed, epoch) alone.
/// </summary>
public sealed class PKSampler
{
    private readonly int[][] members;
    private readonly int count;
    private readonly long seed;

    /// <exception cref="InputException">Fewer than two classes.</exception>
    public PKSampler(IReadOnlyList<int> labels, int classesPerBatch, int picturesPerClass, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classesPerBatch, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(picturesPerClass, 2);
        members = [.. Enumerable.Range(0, labels.Count).GroupBy(i => labels[i]).OrderBy(g => g.Key).Select(g => g.ToArray())];
        if (members.Length < 2)
            throw new InputException("batches of several classes need pictures of at least two classes");
        (count, this.seed) = (labels.Count, seed);
        (ClassesPerBatch, PicturesPerClass) = (Math.Min(classesPerBatch, members.Length), picturesPerClass);
    }

    public int ClassesPerBatch { get; }

    public int PicturesPerClass { get; }

    /// <summary>Batches per epoch: about as many photos as there are.</summary>
    public int BatchesPerEpoch => Math.Max(1, count / (ClassesPerBatch * PicturesPerClass));

    /// <summary>The epoch's batches, each P x K indices, class by class.</summary>
    public IEnumerable<long[]> Batches(int epoch)
    {
        var random = new CounterRandom((ulong)seed, (ulong)epoch);
        int[][] decks = [.. members.Select(m => (int[])m.Clone())];
        int[] next = [.. members.Select(m => m.Length)]; // an exhausted deck is shuffled before the first draw
        int[] classes = [.. Enumerable.Range(0, members.Length)];
        for (int b = 0; b < BatchesPerEpoch; b++)
        {
            random.Shuffle<int>(classes);
            var batch = new List<long>(ClassesPerBatch * PicturesPerClass);
            foreach (int c in classes.AsSpan(0, ClassesPerBatch))
            {
                for (int k = 0; k < PicturesPerClass; k++)
                    batch.Add(Deal(decks[c], ref next[c], ref random));
            }
            yield return [.. batch];
        }
    }

    private static int Deal(int[] deck, ref int next, ref CounterRandom random)
    {
        if (next == deck.Length)
        {
            random.Shuffle<int>(deck);
            next = 0;
        }
        return deck[next++];
    }
}
