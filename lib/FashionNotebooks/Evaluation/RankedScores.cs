namespace FashionNotebooks.Evaluation;

/// <summary>
/// The images in the order of one class's score, highest first. Images with one score stand in one group, which counts as a whole,
/// so the average precision does not depend on the order in which the images came.
/// </summary>
internal sealed class RankedScores
{
    private readonly int[] order;
    private readonly bool[] relevant;
    private readonly bool[] endsGroup;

    /// <summary>Sorts the images.</summary>
    /// <param name="scores">One class's score of each image.</param>
    /// <param name="isOfClass">Whether each image is of the class.</param>
    internal RankedScores(float[] scores, bool[] isOfClass)
    {
        order = [.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i])];
        relevant = [.. order.Select(i => isOfClass[i])];
        endsGroup = [.. order.Select((image, rank) => rank + 1 == order.Length || scores[order[rank + 1]] != scores[image])];
    }

    /// <summary>
    /// Sum of the precision at each distinct score, weighted by the gain in recall; null when no image is of the class.
    /// </summary>
    /// <param name="counts">How often each image counts.</param>
    internal double? AveragePrecision(ReadOnlySpan<int> counts)
    {
        long hits = 0, seen = 0, groupHits = 0;
        double sum = 0;
        for (int rank = 0; rank < order.Length; rank++)
        {
            int count = counts[order[rank]];
            seen += count;
            groupHits += relevant[rank] ? count : 0;
            if (!endsGroup[rank] || groupHits == 0)
                continue;
            hits += groupHits;
            sum += groupHits * ((double)hits / seen);
            groupHits = 0;
        }
        return hits == 0 ? null : sum / hits;
    }
}
