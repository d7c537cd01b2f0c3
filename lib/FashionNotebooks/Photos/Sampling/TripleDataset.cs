namespace FashionNotebooks.Photos.Sampling;

/// <summary>Three photos by index: the positive shares the anchor's class, the negative does not.</summary>
public readonly record struct Triplet(int Anchor, int Positive, int Negative);

/// <summary>
/// Random triplets over labelled photos (Schroff et al., "FaceNet", 2015). Only labels are touched, no photo is decoded; the partners of an
/// anchor follow from (seed, epoch, anchor) alone.
/// </summary>
public sealed class TripleDataset
{
    private readonly int[] labels;
    private readonly int[] order;    // indices sorted by label
    private readonly int[] place;    // where an index stands in order
    private readonly int[] start;    // first place of each label, and one past the last
    private readonly ulong seed;

    /// <exception cref="InputException">One class only, or a class with a single photo.</exception>
    public TripleDataset(IReadOnlyList<int> labels, long seed, bool anchorMayBePositive = false, IReadOnlyList<string>? names = null)
    {
        this.labels = [.. labels];
        (this.seed, AnchorMayBePositive) = ((ulong)seed, anchorMayBePositive);
        int classes = this.labels.Length == 0 ? 0 : this.labels.Max() + 1;
        order = [.. Enumerable.Range(0, Count).OrderBy(i => this.labels[i])];
        place = new int[Count];
        foreach ((int p, int photo) in order.Index())
            place[photo] = p;
        start = new int[classes + 1];
        foreach (int label in this.labels)
            start[label + 1]++;
        for (int c = 1; c <= classes; c++)
            start[c] += start[c - 1];
        Check(classes, names);
    }

    /// <summary>Triplets per epoch: each photo is the anchor once.</summary>
    public int Count => labels.Length;

    public bool AnchorMayBePositive { get; }

    public Triplet Get(int epoch, int anchor)
    {
        var random = new CounterRandom(seed, (ulong)epoch, (ulong)anchor);
        int first = start[labels[anchor]], size = start[labels[anchor] + 1] - first;
        int positive = AnchorMayBePositive ? first + random.Next(size) : Other(first, size - 1, place[anchor], random.Next(size - 1));
        int negative = random.Next(Count - size);
        return new(anchor, order[positive], order[negative < first ? negative : negative + size]);
    }

    /// <summary>The epoch's triplets in a shuffled order.</summary>
    public IEnumerable<Triplet> Epoch(int epoch) =>
        new EpochSampler(Count, (long)seed).Permutation(epoch).Select(a => Get(epoch, (int)a));

    // One of the places of the class without the anchor's.
    private static int Other(int first, int others, int own, int draw) => first + draw < own || others == 0
        ? first + draw : first + draw + 1;

    private void Check(int classes, IReadOnlyList<string>? names)
    {
        int[] sizes = [.. Enumerable.Range(0, classes).Select(c => start[c + 1] - start[c])];
        if (sizes.Count(s => s > 0) < 2)
            throw new InputException("triplets need pictures of at least two classes");
        if (!AnchorMayBePositive && Array.IndexOf(sizes, 1) is >= 0 and int lonely)
            throw new InputException(
                $"{ClassWeights.NameOf(lonely, names)} has one picture, but a triplet needs two of a class; "
                + "add pictures or leave the class out");
    }
}
