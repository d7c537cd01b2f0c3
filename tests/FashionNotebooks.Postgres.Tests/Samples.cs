using FashionNotebooks.Inference;
using FashionNotebooks.Search;

namespace FashionNotebooks.Postgres.Tests;

/// <summary>Indexes and queries drawn from a seed.</summary>
internal static class Samples
{
    internal const int Dimension = 8;

    internal static readonly IndexModel Model = new("/models/encoder.safetensors", new string('a', 64));

    private static readonly string[] Classes = ["hat", "dress", "o'shoe\"; --", "shorts"];

    internal static FlatIndex Flat(int count, int seed = 1, DistanceMetric metric = DistanceMetric.Euclidean, int dimension = Dimension) =>
        FlatIndex.Build(Vectors(count, seed, dimension), Items(count), Model, metric);

    /// <summary>The same index with looks, rounded so that some are equal.</summary>
    internal static FlatIndex WithLooks(int count, int seed = 1, DistanceMetric metric = DistanceMetric.Euclidean)
    {
        FlatIndex index = Flat(count, seed, metric);
        index.Looks = Looks(count, seed);
        return index;
    }

    internal static GarmentLooks Looks(int count, int seed) => new(
        new([.. Vectors(count, seed + 1, 3).Select(value => MathF.Round(value) * 20 + 40)], 3),
        new(Vectors(count, seed + 2, 6), 6), new(Vectors(count, seed + 3, 4), 4));

    internal static CataloguePhoto[] Items(int count) => [.. Enumerable.Range(0, count).Select(i =>
        new CataloguePhoto(
            $"/shop/{Classes[i % 4]}/{(i * 7919) % 100_003}_ä.jpg", Classes[i % 4], $"{i:x64}", i % 3 == 0 ? null : $"sender {i % 3}"))];

    internal static float[] Vectors(int count, int seed, int dimension = Dimension)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count * dimension).Select(_ => (float)(random.NextDouble() * 4 - 2))];
    }

    /// <summary>Holds results against the exact ones.</summary>
    internal static void Same(IReadOnlyList<SearchResult>[] expected, IReadOnlyList<SearchResult>[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        foreach (var (e, f) in expected.Zip(found))
        {
            Assert.Equal(e.Select(result => (result.Path, result.Class)), f.Select(result => (result.Path, result.Class)));
            Assert.All(e.Zip(f), pair => Assert.Equal(pair.First.Distance, pair.Second.Distance, 1e-5));
        }
    }
}
