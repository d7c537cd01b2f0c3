using FashionNotebooks.Search;
using FashionNotebooks.Search.Graph;
using FashionNotebooks.Tests.Checkpoints;

namespace FashionNotebooks.Tests.Search;

/// <summary>What holds for the kinds that do not compare every float: recall against the exact index on data with neighbourhoods.</summary>
public sealed class IndexKindsTests : IDisposable
{
    private const int Count = 2000, Dimension = 24, QueryCount = 40;
    private static readonly IndexModel Model = new("model.safetensors", new string('a', 64));
    private static readonly float[] Vectors = Clusters(Count, 1), Queries = Clusters(QueryCount, 2);
    private static readonly CataloguePhoto[] Items = [.. FlatIndexTests.Items(Count)
        .Select((item, i) => item with { Class = i % 50 == 0 ? "rare" : i % 2 == 0 ? "hat" : "dress" })];
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<IndexKind, double> Recalls => new() { { IndexKind.Int8, 0.99 }, { IndexKind.Hnsw, 0.97 } };

    public static TheoryData<IndexKind> Kinds => [IndexKind.Flat, IndexKind.Int8, IndexKind.Hnsw];

    [Theory]
    [MemberData(nameof(Recalls))]
    public void Nearly_all_of_the_nearest_are_found_under_both_metrics(IndexKind kind, double least)
    {
        foreach (DistanceMetric metric in Enum.GetValues<DistanceMetric>())
        {
            using FlatIndex exact = FlatIndex.Build(Vectors, Items, Model, metric);
            using LocalIndex index = Build(kind, metric: metric);
            Assert.InRange(Recall(exact, index, null), least, 1);
            Assert.Equal(Enum.GetName(kind), index.Info.Kind, ignoreCase: true);
        }
    }

    [Theory]
    [MemberData(nameof(Recalls))]
    public void A_filter_leaves_as_many_results_as_there_are(IndexKind kind, double least)
    {
        using FlatIndex exact = FlatIndex.Build(Vectors, Items, Model);
        using LocalIndex index = Build(kind);
        Assert.InRange(Recall(exact, index, item => item.Class == "hat"), least, 1);
        Assert.InRange(Recall(exact, index, item => item.Class == "rare"), least, 1);
        Assert.Equal(3, index.Search(Queries.AsSpan(0, Dimension), 10,
            new() { Where = photo => photo.Path is "1.jpg" or "77.jpg" or "1999.jpg" }).Count);
        Assert.Empty(index.Search(Queries.AsSpan(0, Dimension), 10, new() { Where = _ => false }));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Distances_are_exact_and_do_not_depend_on_threads(IndexKind kind)
    {
        using LocalIndex index = Build(kind);
        IReadOnlyList<SearchResult>[] one = index.SearchMany(Queries, 10, threads: 1), three = index.SearchMany(Queries, 10, threads: 3);
        for (int q = 0; q < QueryCount; q++)
        {
            Assert.Equal(one[q], three[q]);
            Assert.Equal(one[q], index.Search(Queries.AsSpan(q * Dimension, Dimension), 10));
            foreach (SearchResult result in one[q])
            {
                int item = int.Parse(result.Path.AsSpan(0, result.Path.Length - 4));
                double squares = Enumerable.Range(0, Dimension)
                    .Sum(d => Math.Pow((double)Queries[q * Dimension + d] - Vectors[item * Dimension + d], 2));
                Assert.Equal(Math.Sqrt(squares), result.Distance, 4);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_picture_finds_itself_and_all_can_be_asked_for(IndexKind kind)
    {
        using LocalIndex index = Build(kind);
        Assert.Equal("17.jpg", index.Search(index.Embedding(17), 1)[0].Path);
        Assert.Equal(Count, index.Search(Queries.AsSpan(0, Dimension), Count).Count);
    }

    [Theory]
    [MemberData(nameof(Recalls))]
    public void Pictures_can_be_added_and_removed(IndexKind kind, double least)
    {
        const int first = 1500;
        using LocalIndex start = Build(Vectors[..(first * Dimension)], Items[..first], kind);
        using LocalIndex more = start.Add(Vectors.AsSpan(first * Dimension), Items[first..]);
        foreach (int period in new[] { 10, 2 }) // removes a tenth, then half: less and more than a graph bears
        {
            bool Gone(CataloguePhoto item) => int.Parse(item.Path.AsSpan(0, item.Path.Length - 4)) % period == 0;
            using LocalIndex fewer = more.Remove(Gone);
            using LocalIndex exact = FlatIndex.Build(Vectors, Items, Model).Remove(Gone);
            Assert.Equal(exact.Photos, fewer.Photos);
            Assert.InRange(Recall(exact, fewer, null), least, 1);
            Assert.Equal(exact.Embedding(5), fewer.Embedding(5));
            fewer.Save(folder.File("fewer"));
            using LocalIndex opened = SearchIndex.Open(folder.File("fewer"));
            Assert.Equal(fewer.SearchMany(Queries, 10), opened.SearchMany(Queries, 10));
        }
        Assert.Equal(first, start.Photos.Count);
        Assert.Throws<InputException>(() => start.Add(Vectors.AsSpan(0, Dimension), Items[..1]));
        Assert.Throws<InputException>(() => start.Remove(_ => true));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_same_seed_gives_the_same_bytes(IndexKind kind)
    {
        foreach (string name in new[] { "a", "b" })
        {
            using LocalIndex index = Build(kind);
            index.Save(folder.File(name));
        }
        byte[] bytes = File.ReadAllBytes(folder.File("a"));
        Assert.Equal(bytes, File.ReadAllBytes(folder.File("b")));
        using LocalIndex opened = SearchIndex.Open(folder.File("a"));
        opened.Save(folder.File("c"));
        Assert.Equal(bytes, File.ReadAllBytes(folder.File("c")));
    }

    /// <summary>Neither adding, removing, building again nor a file forgets what was set.</summary>
    [Fact]
    public void Breadth_seed_and_metric_survive_every_operation()
    {
        var options = new IndexBuildOptions { Kind = IndexKind.Hnsw, Metric = DistanceMetric.Cosine, Seed = 7 };
        using var built = (HnswIndex)SearchIndex.Build(new(Vectors[..(1500 * Dimension)], Items[..1500], Model), options);
        built.Breadth = 200;
        using var more = (HnswIndex)built.Add(Vectors.AsSpan(1500 * Dimension), Items[1500..]);
        using var fewer = (HnswIndex)more.Remove(item => item.Class == "rare");
        using var half = (HnswIndex)more.Remove(item => item.Class != "dress"); // more than a graph bears
        half.Save(folder.File("half"));
        using var opened = (HnswIndex)SearchIndex.Open(folder.File("half"));
        using var again = (HnswIndex)opened.Remove(item => item.Path.EndsWith("1.jpg", StringComparison.Ordinal));
        Assert.All([more, fewer, half, opened, again], index => Assert.Equal((200, DistanceMetric.Cosine), (index.Breadth, index.Metric)));
        float[] dresses = [.. half.Photos.Select(item => Array.IndexOf(Items, item))
            .SelectMany(i => Vectors[(i * Dimension)..((i + 1) * Dimension)])];
        using var expected = (HnswIndex)SearchIndex.Build(new(dresses, half.Photos, Model), options);
        expected.Breadth = 200;
        expected.Save(folder.File("expected"));
        Assert.Equal(File.ReadAllBytes(folder.File("expected")), File.ReadAllBytes(folder.File("half")));
    }

    [Fact]
    public void A_narrow_search_of_a_graph_misses_what_a_wide_one_finds()
    {
        using LocalIndex exact = Build(IndexKind.Flat);
        using var index = (HnswIndex)Build(IndexKind.Hnsw);
        int Found(int breadth)
        {
            index.Breadth = breadth;
            return exact.SearchMany(Queries, 1).Zip(index.SearchMany(Queries, 1)).Count(pair => pair.First[0].Path == pair.Second[0].Path);
        }
        Assert.InRange(Found(1), 1, Found(100) - 1);
    }

    [Fact]
    public void More_threads_than_processors_search_one_graph_and_may_lose_it()
    {
        using (LocalIndex built = Build(IndexKind.Hnsw))
            built.Save(folder.File("shared"));
        LocalIndex index = SearchIndex.Open(folder.File("shared"));
        IReadOnlyList<SearchResult>[] expected = index.SearchMany(Queries, 10);
        int[] answered = new int[8 * Environment.ProcessorCount], wrong = new int[answered.Length];
        Thread[] threads = [.. Enumerable.Range(0, answered.Length).Select(thread => new Thread(() =>
        {
            try
            {
                for (int q = thread; ; q = (q + 1) % QueryCount, answered[thread]++)
                    wrong[thread] += index.Search(Queries.AsSpan(q % QueryCount * Dimension, Dimension), 10)
                        .SequenceEqual(expected[q % QueryCount]) ? 0 : 1;
            }
            catch (ObjectDisposedException)
            {
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        SpinWait.SpinUntil(() => Array.TrueForAll(answered, n => n > 50), TimeSpan.FromMinutes(1));
        index.Dispose();
        Assert.All(threads, thread => Assert.True(thread.Join(TimeSpan.FromMinutes(1))));
        Assert.All(answered, n => Assert.True(n > 50));
        Assert.All(wrong, n => Assert.Equal(0, n));
    }

    /// <summary>What is found has the same distance, to the last bit, whatever found it.</summary>
    [Theory]
    [InlineData(IndexKind.Int8)]
    [InlineData(IndexKind.Hnsw)]
    public void All_kinds_say_the_same_distances(IndexKind kind)
    {
        using LocalIndex exact = Build(IndexKind.Flat), index = Build(kind);
        for (int q = 0; q < QueryCount; q++)
        {
            ReadOnlySpan<float> query = Queries.AsSpan(q * Dimension, Dimension);
            Dictionary<string, double> distances = exact.Search(query, Count)
                .ToDictionary(result => result.Path, result => result.Distance);
            Assert.All(index.Search(query, 50), result => Assert.Equal(distances[result.Path], result.Distance));
            Assert.Equal(exact.Search(query, Count), index.Search(query, Count));
        }
    }

    [Fact]
    public void A_graph_that_no_index_holds_is_refused_before_it_is_linked() => Assert.Contains(
        "3000000 vectors and their links are more than one index holds (2 GiB); split the catalogue",
        Assert.Throws<InputException>(() => GraphLayout.RequireRoom(nodes: 3_000_000, dimension: 512, links: 16)).Message,
        StringComparison.Ordinal);

    // Half a second is enough for a part of it.
    [Fact]
    public async Task Building_a_graph_stops_when_it_is_told_to()
    {
        const int count = 200_000;
        float[] vectors = Clusters(count, 3);
        CataloguePhoto[] items = FlatIndexTests.Items(count);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(0.5));
        Task building = Task.Run(() => SearchIndex.Build(
            new(vectors, items, Model), new() { Kind = IndexKind.Hnsw }, cancellation: stop.Token).Dispose());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => building).WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_that_was_copied_into_memory_does_not_matter_any_more(IndexKind kind)
    {
        using LocalIndex index = Build(kind);
        index.Save(folder.File("cut"));
        using LocalIndex opened = SearchIndex.Open(folder.File("cut"), copyUpTo: 1 << 20);
        File.WriteAllText(folder.File("cut"), "overwritten in place");
        Assert.Equal(index.SearchMany(Queries, 10), opened.SearchMany(Queries, 10));
        Assert.Equal(index.Embedding(3), opened.Embedding(3));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Errors_are_those_of_the_flat_index(IndexKind kind)
    {
        using LocalIndex index = Build(kind);
        void Refused(string finding, Action act) =>
            Assert.Contains(finding, Assert.Throws<InputException>(act).Message, StringComparison.Ordinal);
        Refused("ask for 1 to 2000", () => index.Search(new float[Dimension], 0));
        Refused("has 5 values but the index holds embeddings of 24", () => index.Search(new float[5], 1));
        Refused("not finite", () => index.Search([.. Enumerable.Repeat(float.NaN, Dimension)], 1));
        Refused("not with 'other'", () => index.RequireModel(new("other", new string('b', 64))));
        float[] broken = [.. Vectors];
        broken[7 * Dimension] = float.NegativeInfinity;
        Refused("'7.jpg' holds a value that is not finite", () => Build(broken, Items, kind));
        Refused("would be in the index twice", () => Build(Vectors, [.. Items.Skip(1), Items[1]], kind));
    }

    [Theory]
    [InlineData(IndexKind.Flat)]
    [InlineData(IndexKind.Int8)]
    [InlineData(IndexKind.Hnsw)]
    public void Few_and_equal_pictures_are_all_found(IndexKind kind)
    {
        using LocalIndex one = Build([1, 2, 3], FlatIndexTests.Items(1), kind);
        Assert.Equal("0.jpg", one.Search([3, 2, 1], 1)[0].Path);
        float[] equal = [.. Enumerable.Repeat(0.5f, 300 * 3)];
        using LocalIndex same = Build(equal, FlatIndexTests.Items(300), kind);
        Assert.Equal(100, same.Search([1, 1, 1], 100).Select(r => r.Path).Distinct().Count());
    }

    [Fact]
    public void The_kind_is_chosen_by_size_with_a_reason()
    {
        Assert.Equal(IndexKind.Flat, SearchIndex.Choose(1000).Kind);
        (IndexKind kind, string why) = SearchIndex.Choose(1_000_000);
        Assert.Equal(IndexKind.Hnsw, kind);
        Assert.Contains("1000000 photos", why, StringComparison.Ordinal);
        using LocalIndex index = Build([1, 2], FlatIndexTests.Items(2), IndexKind.Auto);
        Assert.IsType<FlatIndex>(index);
    }

    [Fact]
    public void Far_values_of_a_few_pictures_do_not_blur_the_others()
    {
        float[] vectors = [.. Vectors];
        vectors.AsSpan(0, Dimension).Fill(1e6f);
        using FlatIndex exact = FlatIndex.Build(vectors, Items, Model);
        using LocalIndex index = Build(vectors, Items, IndexKind.Int8);
        Assert.InRange(Recall(exact, index, null), 0.95, 1);
        Assert.Equal("0.jpg", index.Search(vectors.AsSpan(0, Dimension), 1)[0].Path);
    }

    internal static LocalIndex Build(IndexKind kind, DistanceMetric metric = DistanceMetric.Euclidean, int count = Count) =>
        SearchIndex.Build(new(Vectors[..(count * Dimension)], Items[..count], Model), new() { Kind = kind, Metric = metric, Seed = 3 });

    private static LocalIndex Build(float[] vectors, CataloguePhoto[] photos, IndexKind kind) =>
        SearchIndex.Build(new(vectors, photos, Model), new() { Kind = kind });

    private static double Recall(LocalIndex exact, LocalIndex index, Predicate<CataloguePhoto>? where)
    {
        PhotoFilter? filter = where is null ? null : new() { Where = where };
        IReadOnlyList<SearchResult>[] expected = exact.SearchMany(Queries, 10, filter), found = index.SearchMany(Queries, 10, filter);
        Assert.Equal(expected.Select(e => e.Count), found.Select(f => f.Count));
        if (where is not null)
            Assert.All(found.SelectMany(f => f), result => Assert.True(where(index.Photos.Single(item => item.Path == result.Path))));
        return expected.Zip(found, (e, f) => e.Select(r => r.Path).Intersect(f.Select(r => r.Path)).Count())
            .Sum() / (double)expected.Sum(e => e.Count);
    }

    private static float[] Clusters(int count, int seed)
    {
        var centres = new Random(9);
        float[] real = [.. Enumerable.Range(0, 100 * Dimension).Select(_ => centres.NextSingle() - 0.5f)];
        return NoisyEmbeddings.Draw(real, Dimension, count, seed);
    }
}
