namespace FashionNotebooks.Evaluation;

/// <summary>How the style of a collection moves over the years: the mean embedding of each period, and how far it has come.</summary>
public static class StyleEvolution
{
    /// <summary>Cuts the collection into periods of equally many photos.</summary>
    /// <param name="dates">The day of each.</param>
    /// <param name="periods">How many periods, at least 2 and at most one for each photo.</param>
    /// <returns>The periods in order; the first has moved by 0.</returns>
    /// <exception cref="ArgumentException">There are more or fewer days than photos.</exception>
    public static IReadOnlyList<StylePeriod> Of(EmbeddingSet photos, IReadOnlyList<DateOnly> dates, int periods)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(periods, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(periods, photos.Photos.Count);
        if (dates.Count != photos.Photos.Count)
            throw new ArgumentException($"there are {dates.Count} days for {photos.Photos.Count} photos; give one for each", nameof(dates));
        int[] order = [.. Enumerable.Range(0, dates.Count).OrderBy(i => dates[i])];
        var result = new List<StylePeriod>();
        for (int period = 0; period < periods; period++)
        {
            int[] members = order[(period * order.Length / periods)..((period + 1) * order.Length / periods)];
            float[] centre = Mean(photos, members);
            double moved = result.Count == 0 ? 0 : Math.Sqrt(centre.Zip(result[0].Centre, (a, b) => (double)(a - b) * (a - b)).Sum());
            result.Add(new StylePeriod(dates[members[0]], dates[members[^1]], members.Length, centre, moved));
        }
        return result;
    }

    private static float[] Mean(EmbeddingSet photos, int[] members)
    {
        float[] mean = new float[photos.Dimension];
        foreach (int member in members)
        {
            ReadOnlySpan<float> vector = photos[member];
            for (int i = 0; i < mean.Length; i++)
                mean[i] += vector[i] / members.Length;
        }
        return mean;
    }
}

/// <summary>Some years of a collection.</summary>
/// <param name="From">The first day of a photo.</param>
/// <param name="To">The last day of a photo.</param>
/// <param name="Centre">The mean of their embeddings.</param>
/// <param name="Moved">Euclidean distance of the mean from that of the first period.</param>
public sealed record StylePeriod(DateOnly From, DateOnly To, int Count, IReadOnlyList<float> Centre, double Moved);
