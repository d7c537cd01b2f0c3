namespace FashionNotebooks.Search;

/// <summary>
/// Makes many embeddings of a few real ones, for measuring: each is a real one plus Gaussian noise as long as the way to that
/// one's nearest neighbour. Random points would not do: they have no neighbourhoods, and every index fails on them alike.
/// </summary>
public static class NoisyEmbeddings
{
    /// <summary>Draws embeddings; the same seed gives the same ones.</summary>
    /// <param name="real">Row-major [m, dimension], at least two different rows.</param>
    /// <param name="dimension">Values in an embedding.</param>
    /// <param name="count">How many to draw.</param>
    /// <param name="seed">Of the choice and the noise.</param>
    /// <returns>Row-major [count, dimension].</returns>
    /// <exception cref="InputException">All rows are equal.</exception>
    public static float[] Draw(float[] real, int dimension, int count, int seed)
    {
        ArgumentNullException.ThrowIfNull(real);
        float[] lengths = NearestDistances(real, dimension);
        var random = new Random(seed);
        var drawn = new float[checked(count * dimension)];
        for (int i = 0; i < count; i++)
        {
            int row = random.Next(lengths.Length);
            double deviation = lengths[row] / Math.Sqrt(dimension);
            for (int d = 0; d < dimension; d++)
                drawn[i * dimension + d] = (float)(real[row * dimension + d] + deviation * Gaussian(random));
        }
        return drawn;
    }

    /// <summary>From each row to the nearest one that is not equal to it.</summary>
    private static float[] NearestDistances(float[] real, int dimension)
    {
        int count = real.Length / dimension;
        var items = Enumerable.Range(0, count).Select(i => new IndexItem($"{i}", "")).ToArray();
        using FlatIndex index = FlatIndex.Build(real, items, new IndexModel("", ""));
        IReadOnlyList<SearchResult>[] found = index.SearchMany(real, Math.Min(8, count));
        float[] nearest = [.. found.Select(results => (float)(results.FirstOrDefault(r => r.Distance > 0)?.Distance ?? 0))];
        return nearest.Any(distance => distance > 0)
            ? nearest
            : throw new InputException("all embeddings are equal, so neighbours have no distance; take embeddings of different pictures");
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
