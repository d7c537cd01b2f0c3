using FashionNotebooks.Visuals;
using TorchSharp;
using TorchSharp.Tests;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Visuals;

[NoTensorLeak]
public sealed class ProjectionTests
{
    [Theory]
    [InlineData(40, 7)]
    [InlineData(5, 12)]
    public void Principal_directions_are_uncorrelated_and_keep_the_variance_that_power_iteration_finds(int count, int length)
    {
        float[,] vectors = Cloud(count, length, seed: 3);
        double[,] map = Pca(vectors, 3);
        double[] variances = PowerIteration(vectors, 3);
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(0, Enumerable.Range(0, count).Sum(i => map[i, k]), 9);
            for (int l = 0; l < 3; l++)
            {
                double product = Enumerable.Range(0, count).Sum(i => map[i, k] * map[i, l]);
                Assert.Equal(k == l ? variances[k] : 0, product, 4);
            }
        }
    }

    [Fact]
    public void The_sign_of_a_direction_does_not_depend_on_the_decomposition()
    {
        // All differences lie along (1, -2): its larger part is the second, which counts as positive.
        double[,] map = Pca(new float[,] { { 0, 0 }, { 1, -2 }, { 2, -4 } }, 1);
        Assert.Equal([Math.Sqrt(5), 0, -Math.Sqrt(5)], [map[0, 0], map[1, 0], map[2, 0]], (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Tsne_keeps_clusters_together_and_repeats_bit_for_bit()
    {
        float[,] vectors = Clusters(each: 25);
        double[,] map = TSne(vectors, perplexity: 10, iterations: 300, seed: 5);
        for (int i = 0; i < 75; i++)
        {
            int[] near = [.. Enumerable.Range(0, 75).Where(j => j != i).OrderBy(j => Squared(map, i, j)).Take(5)];
            Assert.All(near, j => Assert.Equal(i / 25, j / 25));
        }
        Assert.Equal(map, TSne(vectors, perplexity: 10, iterations: 300, seed: 5));
        Assert.NotEqual(map, TSne(vectors, perplexity: 10, iterations: 300, seed: 6));
    }

    [Fact]
    public void The_divergence_falls()
    {
        using Tensor vectors = tensor(Clusters(each: 20));
        double[] squared = Projection.SquaredDistances(vectors);
        var map = new NeighbourMap(squared, Projection.Pca(vectors), perplexity: 8, seed: 0);
        double start = Divergence(map.Points(), squared);
        map.Run(100);
        double middle = Divergence(map.Points(), squared);
        map.Run(300);
        Assert.True(middle < start, $"{middle} is not below {start}");
        Assert.True(Divergence(map.Points(), squared) < middle, $"{Divergence(map.Points(), squared)} is not below {middle}");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(17)]
    public void Neighbourhoods_have_the_perplexity_that_was_asked_for(double perplexity)
    {
        using Tensor vectors = tensor(Cloud(60, 4, seed: 1));
        double[] squared = Projection.SquaredDistances(vectors);
        // With one width for all, joint affinities would not show it; a row of the conditional ones does.
        double[] row = NeighbourMap.Conditional(squared.AsSpan(0, 60), own: 0, perplexity);
        Assert.Equal(1, row.Sum(), 9);
        Assert.Equal(0, row[0]);
        Assert.Equal(perplexity, Math.Exp(-row.Where(p => p > 0).Sum(p => p * Math.Log(p))), 3);
    }

    [Fact]
    public void The_joint_affinities_are_symmetric_and_sum_to_one()
    {
        using Tensor vectors = tensor(Cloud(33, 3, seed: 2));
        float[] joint = NeighbourMap.Affinities(Projection.SquaredDistances(vectors), 33, perplexity: 6);
        Assert.Equal(1, joint.Sum(p => (double)p), 5);
        for (int i = 0; i < 33; i++)
        {
            for (int j = 0; j < 33; j++)
                Assert.Equal(joint[i * 33 + j], joint[j * 33 + i]);
        }
    }

    [Fact]
    public void Equal_vectors_and_one_dimension_give_a_finite_map()
    {
        foreach (float[,] vectors in (float[][,])[new float[12, 3], Cloud(12, 1, seed: 4)])
            Assert.All(TSne(vectors, perplexity: 3, iterations: 60).Cast<double>(), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Wrong_input_is_named()
    {
        Assert.Contains("[N, D]", Assert.Throws<ArgumentException>(() => Pca(new float[1, 3])).Message, StringComparison.Ordinal);
        Assert.Contains("not finite", Assert.Throws<ArgumentException>(() => Pca(new float[,] { { 1, float.NaN }, { 0, 1 } })).Message,
            StringComparison.Ordinal);
        Assert.Contains("perplexity of 30", Assert.Throws<ArgumentOutOfRangeException>(() => TSne(Cloud(20, 3, 0))).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Pca(Cloud(20, 3, 0), 4));
        Assert.Throws<OperationCanceledException>(() => TSne(Cloud(20, 3, 0), 5, cancellation: new CancellationToken(canceled: true)));
    }

    private static double[,] Pca(float[,] vectors, int dimensions = 2)
    {
        using Tensor rows = tensor(vectors);
        return Projection.Pca(rows, dimensions);
    }

    private static double[,] TSne(
        float[,] vectors, double perplexity = 30, int iterations = 500, int seed = 0, CancellationToken cancellation = default)
    {
        using Tensor rows = tensor(vectors);
        return Projection.TSne(rows, perplexity, iterations, seed, cancellation);
    }

    /// <summary>What the map loses: the Kullback-Leibler divergence of its neighbourhoods from those of the vectors.</summary>
    private static double Divergence(double[,] points, double[] squared)
    {
        int count = points.GetLength(0);
        float[] affinities = NeighbourMap.Affinities(squared, count, perplexity: 8);
        (int I, int J)[] pairs = [.. from i in Enumerable.Range(0, count) from j in Enumerable.Range(0, count) where i != j select (i, j)];
        double Near((int I, int J) pair) => 1 / (1 + Squared(points, pair.I, pair.J));
        double all = pairs.Sum(Near);
        return pairs.Select(pair => (P: (double)affinities[(pair.I * count) + pair.J], Near: Near(pair)))
            .Sum(pair => pair.P > 0 ? pair.P * Math.Log(pair.P * all / pair.Near) : 0);
    }

    private static double[] PowerIteration(float[,] vectors, int directions)
    {
        int count = vectors.GetLength(0), length = vectors.GetLength(1);
        double[] mean = [.. Enumerable.Range(0, length).Select(c => Enumerable.Range(0, count).Average(r => (double)vectors[r, c]))];
        double[][] rows = [.. Enumerable.Range(0, count).Select(r =>
            Enumerable.Range(0, length).Select(c => vectors[r, c] - mean[c]).ToArray())];
        double[] found = new double[directions];
        for (int k = 0; k < directions; k++)
        {
            double[] v = [.. Enumerable.Range(0, length).Select(c => 1.0 / (c + 1 + k))];
            for (int step = 0; step < 3000; step++)
            {
                double[] next = new double[length];
                foreach (double[] row in rows)
                {
                    double dot = row.Zip(v, (a, b) => a * b).Sum();
                    for (int c = 0; c < length; c++)
                        next[c] += dot * row[c];
                }
                double norm = Math.Sqrt(next.Sum(a => a * a));
                (found[k], v) = (norm, [.. next.Select(a => a / norm)]);
            }
            foreach (double[] row in rows)
            {
                double dot = row.Zip(v, (a, b) => a * b).Sum();
                for (int c = 0; c < length; c++)
                    row[c] -= dot * v[c];
            }
        }
        return found;
    }

    private static float[,] Cloud(int count, int length, int seed)
    {
        var random = new Random(seed);
        float[,] vectors = new float[count, length];
        for (int i = 0; i < count; i++)
        {
            for (int c = 0; c < length; c++)
                vectors[i, c] = (float)((random.NextDouble() - 0.5) * (length - c) + c);
        }
        return vectors;
    }

    private static float[,] Clusters(int each)
    {
        float[,] vectors = Cloud(3 * each, 6, seed: 7);
        for (int i = 0; i < 3 * each; i++)
            vectors[i, i / each] += 20;
        return vectors;
    }

    private static double Squared(double[,] map, int i, int j) => Math.Pow(map[i, 0] - map[j, 0], 2) + Math.Pow(map[i, 1] - map[j, 1], 2);
}
