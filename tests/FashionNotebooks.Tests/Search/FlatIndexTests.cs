using System.Text.Json;
using FashionNotebooks.Search;

namespace FashionNotebooks.Tests.Search;

public sealed class FlatIndexTests
{
    private static readonly IndexModel Model = new("model.safetensors", new string('a', 64));

    /// <summary>Small whole numbers: every sum is exact, so the order is exact too, ties included.</summary>
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 3, 1)]
    [InlineData(16, 8, 4)]
    [InlineData(33, 7, 5)]
    [InlineData(1000, 64, 9)]
    [InlineData(20000, 31, 13)]
    public void The_nearest_are_those_of_a_plain_double_loop(int count, int dimension, int queryCount)
    {
        var random = new Random(count);
        float[] vectors = Whole(random, count * dimension), queries = Whole(random, queryCount * dimension);
        using FlatIndex index = FlatIndex.Build(vectors, Items(count), Model);
        foreach (int k in new[] { 1, Math.Min(10, count), Math.Min(count, 3000) })
        {
            IReadOnlyList<SearchResult>[] one = index.SearchMany(queries, k, threads: 1), two = index.SearchMany(queries, k, threads: 3);
            for (int q = 0; q < queryCount; q++)
            {
                ReadOnlySpan<float> query = queries.AsSpan(q * dimension, dimension);
                (double Distance, int Id)[] expected = Naive(vectors, query, dimension)[..k];
                Assert.Equal(expected.Select(e => ($"{e.Id}.jpg", Math.Sqrt(e.Distance))), one[q].Select(r => (r.Path, r.Distance)));
                Assert.Equal(one[q], two[q]);
                Assert.Equal(one[q], index.Search(query, k));
            }
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(2000)]
    public void A_filter_leaves_exactly_the_nearest_that_pass(int count)
    {
        const int dimension = 6;
        var random = new Random(count);
        float[] vectors = Whole(random, count * dimension), queries = Whole(random, 5 * dimension);
        CataloguePhoto[] items = [.. Items(count).Select(item => item with { Class = random.Next(10) == 0 ? "rare" : "common" })];
        using FlatIndex index = FlatIndex.Build(vectors, items, Model);
        foreach (string name in new[] { "rare", "common", "none" })
        {
            IReadOnlyList<SearchResult>[] found = index.SearchMany(
                queries, Math.Min(20, count), new() { Where = photo => photo.Class == name }, threads: 3);
            for (int q = 0; q < 5; q++)
            {
                var expected = Naive(vectors, queries.AsSpan(q * dimension, dimension), dimension).Where(e => items[e.Id].Class == name)
                    .Take(20);
                Assert.Equal(expected.Select(e => $"{e.Id}.jpg"), found[q].Select(r => r.Path));
                Assert.Equal(
                    found[q], index.Search(queries.AsSpan(q * dimension, dimension), Math.Min(20, count), new() { Classes = [name] }));
            }
        }
    }

    [Fact]
    public void A_stored_embedding_can_be_asked_for()
    {
        using FlatIndex index = FlatIndex.Build([1, 2, 3, 4], Items(2), Model);
        Assert.Equal([3, 4], index.Embedding(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Embedding(2));
        using FlatIndex directions = FlatIndex.Build([3, 4], Items(1), Model, DistanceMetric.Cosine);
        Assert.Equal([0.6f, 0.8f], directions.Embedding(0));
    }

    [Fact]
    public void Cosine_distance_is_one_minus_the_cosine()
    {
        var random = new Random(3);
        float[] vectors = [.. Enumerable.Range(0, 50 * 6).Select(_ => random.NextSingle() - 0.5f)];
        using FlatIndex index = FlatIndex.Build(vectors, Items(50), Model, DistanceMetric.Cosine);
        float[] query = [3, 1, -2, 0.5f, 0, 1];
        var expected = Enumerable.Range(0, 50).Select(i => (Distance: 1 - Cosine(query, vectors.AsSpan(i * 6, 6)), Id: i)).Order()
            .ToArray();
        IReadOnlyList<SearchResult> found = index.Search(query, 50);
        Assert.Equal(expected.Select(e => $"{e.Id}.jpg"), found.Select(r => r.Path));
        for (int i = 0; i < 50; i++)
            Assert.Equal(expected[i].Distance, found[i].Distance, 5);
    }

    [Fact]
    public void Adding_and_removing_gives_the_index_that_would_have_been_built()
    {
        var random = new Random(4);
        float[] vectors = Whole(random, 40 * 5), query = Whole(random, 5);
        using FlatIndex first = FlatIndex.Build(vectors[..(30 * 5)], Items(30), Model);
        using LocalIndex more = first.Add(vectors.AsSpan(30 * 5), [.. Items(40).Skip(30)]);
        using LocalIndex fewer = more.Remove(item => item.Path.Length == 5); // 0.jpg to 9.jpg
        using FlatIndex expected = FlatIndex.Build(vectors[(10 * 5)..], [.. Items(40).Skip(10)], Model);
        Assert.Equal(expected.Photos, fewer.Photos);
        Assert.Equal(expected.Search(query, 30), fewer.Search(query, 30));
        Assert.Equal(30, first.Photos.Count);
        Assert.Contains("twice", Assert.Throws<InputException>(() => first.Add(vectors.AsSpan(0, 5), [new("3.jpg", "hat")])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "no photo would remain", Assert.Throws<InputException>(() => first.Remove(_ => true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_that_fits_not_is_one_clear_line()
    {
        using FlatIndex index = FlatIndex.Build([1, 2, 3, 4], Items(2), Model);
        void Refused(string finding, Action act) =>
            Assert.Contains(finding, Assert.Throws<InputException>(act).Message, StringComparison.Ordinal);
        Refused("ask for 1 to 2", () => index.Search([1, 2], 3));
        Refused("ask for 1 to 2", () => index.Search([1, 2], 0));
        Refused("has 3 values but the index holds embeddings of 2", () => index.Search([1, 2, 3], 1));
        Refused("not finite", () => index.Search([1, float.NaN], 1));
        Refused("'1.jpg' holds a value that is not finite", () => FlatIndex.Build([1, float.PositiveInfinity], Items(2), Model));
        Refused("no photos", () => FlatIndex.Build([], [], Model));
        Refused("has no direction", () => FlatIndex.Build([0, 1], [.. Items(1)], Model, DistanceMetric.Cosine).Search([0, 0], 1));
        Refused("built with the model 'model.safetensors' (aaaaaaaa), not with 'other' (bbbbbbbb)", () =>
            index.RequireModel(new("other", new string('b', 64))));
        index.RequireModel(Model with { Path = "moved" });
    }

    [Fact]
    public void Huge_values_do_not_lose_results()
    {
        using FlatIndex index = FlatIndex.Build([1e30f, -1e30f, 2e30f], Items(3), Model);
        Assert.Equal(3, index.Search([0], 3).Count); // the squares are infinite
    }

    [Fact]
    public void What_the_commands_print_has_its_JSON_names()
    {
        using FlatIndex index = FlatIndex.Build([1, 2, 3, 4], Items(2), Model);
        Assert.Equal(
            """{"kind":"flat","count":2,"dim":2,"model":"model.safetensors",""" + "\"model_sha256\":"
            + $$"""{{'"'}}{{new string('a', 64)}}","metric":"euclidean"}""",
            JsonSerializer.Serialize(index.Info));
        Assert.Equal("""{"path":"0.jpg","class":"hat","distance":0}""", JsonSerializer.Serialize(index.Search([1, 2], 1)[0]));
    }

    internal static CataloguePhoto[] Items(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new CataloguePhoto($"{i}.jpg", "hat", $"{i:x64}", i % 2 == 0 ? null : "ann"))];

    private static float[] Whole(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.Next(-8, 9))];

    private static (double Distance, int Id)[] Naive(float[] vectors, ReadOnlySpan<float> query, int dimension)
    {
        var all = new (double Distance, int Id)[vectors.Length / dimension];
        for (int i = 0; i < all.Length; i++)
        {
            double sum = 0;
            for (int d = 0; d < dimension; d++)
                sum += Math.Pow(query[d] - vectors[i * dimension + d], 2);
            all[i] = (sum, i);
        }
        Array.Sort(all);
        return all;
    }

    private static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double dot = 0, lengthA = 0, lengthB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            dot += (double)a[i] * b[i];
            lengthA += (double)a[i] * a[i];
            lengthB += (double)b[i] * b[i];
        }
        return dot / Math.Sqrt(lengthA * lengthB);
    }
}
