namespace FashionNotebooks.Training;

/// <summary>
/// Watches the mean distance between embeddings. An encoder that maps every photo to one point satisfies the triplet loss up to the margin
/// and never recovers; the loss alone does not show it.
/// </summary>
public sealed class CollapseAlarm
{
    private const double Share = 0.05;

    /// <summary>Mean distance at the first step; null before it.</summary>
    public double? Start { get; private set; }

    /// <summary>True since some step had less than 5 % of the first step's mean distance.</summary>
    public bool Collapsed { get; private set; }

    /// <summary>Takes the mean pairwise distance of a step; returns <see cref="Collapsed"/>.</summary>
    public bool Observe(double meanDistance)
    {
        Start ??= meanDistance;
        Collapsed |= double.IsNaN(meanDistance) || meanDistance < Share * Start;
        return Collapsed;
    }

    /// <summary>Puts back what a resumed run knew.</summary>
    internal void Restore(double? start, bool collapsed) => (Start, Collapsed) = (start, collapsed);
}
