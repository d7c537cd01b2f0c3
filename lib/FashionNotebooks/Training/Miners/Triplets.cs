namespace FashionNotebooks.Training;

/// <summary>Rows of a batch that form triplets; the three lists have one length.</summary>
/// <param name="Anchors">Row of each anchor.</param>
/// <param name="Positives">Row of another picture of the anchor's class.</param>
/// <param name="Negatives">Row of a picture of another class.</param>
/// <param name="Statistics">Figures about the choice.</param>
public sealed record Triplets(long[] Anchors, long[] Positives, long[] Negatives, MinerStatistics Statistics)
{
    /// <summary>Number of triplets.</summary>
    public int Count => Anchors.Length;
}
