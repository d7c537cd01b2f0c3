using FashionNotebooks.Search;
using FashionNotebooks.Tests;
using Npgsql;

namespace FashionNotebooks.Postgres.Tests;

/// <summary>A catalogue in a real database against the index in a file that it came from.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class PostgresIndexTests(SharedDatabase database)
{
    private const int Count = 600, K = 10;
    private static readonly float[] Queries = Samples.Vectors(20, 99);

    [PgliteFact]
    public async Task Exact_search_finds_what_the_file_finds_under_both_metrics()
    {
        foreach (DistanceMetric metric in Enum.GetValues<DistanceMetric>())
        {
            using FlatIndex file = Samples.Flat(Count, metric: metric);
            using PostgresIndex index = await Push(file, $"exact_{metric}");
            Assert.Equal(file.Info, index.Info);
            Assert.Equal(file.Photos, index.Photos);
            Samples.Same(file.SearchMany(Queries, K), index.SearchMany(Queries, K));
            Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(file.Embedding(i * 100), index.Embedding(i * 100)));
        }
    }

    /// <summary>Their number of values is beyond an int; nothing is asked of the database.</summary>
    [Fact]
    public void More_embeddings_than_a_file_holds_are_refused_before_they_are_read()
    {
        const int count = 140_000, dimension = 16_000;
        var row = new CatalogueRow(Samples.Model, dimension, DistanceMetric.Euclidean, IndexKind.Flat, Changed: 1);
        PostgresAddress nowhere = PostgresAddress.Parse("postgres://user@127.0.0.1:1/database");
        var photo = new CataloguePhoto("a.jpg", "hat");
        using var index = new PostgresIndex(nowhere, row, new long[count], [.. Enumerable.Repeat(photo, count)]);
        Assert.Contains("140000 vectors of 16000 values are more than one index holds (2 GiB)",
            Assert.Throws<InputException>(() => index.Read()).Message, StringComparison.Ordinal);
    }

    [PgliteFact]
    public async Task A_filter_is_applied_by_the_database()
    {
        using FlatIndex file = Samples.Flat(Count);
        foreach (IndexKind kind in (IndexKind[])[IndexKind.Flat, IndexKind.Hnsw])
        {
            using PostgresIndex index = await Push(file, $"filter_{kind}", kind);
            foreach (PhotoFilter filter in (PhotoFilter[])[
                new() { Classes = ["o'shoe\"; --"] }, new() { Classes = ["hat", "dress"], Senders = ["sender 1"] },
                new() { Senders = ["sender 2"] },
                new(), new() { Classes = ["none"] }, new() { Classes = [] }])
            {
                var asked = new PhotoFilter { Where = filter.Accepts };
                Samples.Same(file.SearchMany(Queries, K, filter), index.SearchMany(Queries, K, filter));
                Samples.Same(file.SearchMany(Queries, K, asked), index.SearchMany(Queries, K, asked));
            }
            string[] rare = [.. file.Photos.Take(3).Select(item => item.Path)];
            Assert.Equal(
                3, index.Search(Queries.AsSpan(0, Samples.Dimension), K, new() { Where = photo => rare.Contains(photo.Path) }).Count);
        }
    }

    [PgliteFact]
    public async Task Equally_near_pictures_come_in_the_order_of_their_ids()
    {
        float[] same = [.. Enumerable.Repeat(1f, 40 * Samples.Dimension)];
        using FlatIndex file = FlatIndex.Build(same, Samples.Items(40), Samples.Model);
        using PostgresIndex index = await Push(file, "ties");
        Samples.Same(file.SearchMany(Queries, K), index.SearchMany(Queries, K));
    }

    [PgliteFact]
    public async Task A_graph_finds_nearly_all()
    {
        using FlatIndex file = Samples.Flat(3000);
        using PostgresIndex index = await Push(file, "graph", IndexKind.Hnsw);
        Assert.Equal("hnsw", index.Info.Kind);
        IReadOnlyList<SearchResult>[] expected = file.SearchMany(Queries, K), found = index.SearchMany(Queries, K);
        int hits = expected.Zip(found, (e, f) => e.Select(r => r.Path).Intersect(f.Select(r => r.Path)).Count()).Sum();
        Assert.InRange(hits, (int)(0.97 * K * expected.Length), K * expected.Length);
        Assert.Equal(300, index.SearchMany(Queries.AsSpan(0, Samples.Dimension), 300)[0].Count);
    }

    /// <summary>As ResNet50's: pgvector links at most 2,000 values in full precision, and 4,000 in half.</summary>
    [PgliteFact]
    public async Task Long_embeddings_have_a_graph_of_halves()
    {
        const int dimension = 2048, queries = 20;
        using FlatIndex file = Samples.Flat(300, dimension: dimension);
        using PostgresIndex index = await Push(file, "halves", IndexKind.Hnsw);
        Assert.Equal("hnsw", index.Info.Kind);
        float[] asked = Samples.Vectors(queries, seed: 9, dimension);
        IReadOnlyList<SearchResult>[] expected = file.SearchMany(asked, K), found = index.SearchMany(asked, K);
        int hits = expected.Zip(found, (e, f) => e.Select(r => r.Path).Intersect(f.Select(r => r.Path)).Count()).Sum();
        Assert.InRange(hits, (int)(0.95 * K * queries), K * queries);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First[0].Distance, pair.Second[0].Distance, 1e-4));
    }

    [PgliteFact]
    public async Task What_is_pulled_is_what_was_pushed_byte_for_byte()
    {
        string folder = Directory.CreateTempSubdirectory("fashion-pull-").FullName, pushed = Path.Combine(folder, "a"),
            pulled = Path.Combine(folder, "b");
        using FlatIndex file = Samples.Flat(Count);
        file.Save(pushed);
        using PostgresIndex index = await Push(file, "pull");
        index.Save(pulled);
        Assert.Equal(File.ReadAllBytes(pushed), File.ReadAllBytes(pulled));
        Directory.Delete(folder, recursive: true);
    }

    [PgliteFact]
    public async Task A_second_push_sends_what_has_changed()
    {
        PostgresAddress address = Address("again");
        float[] vectors = Samples.Vectors(Count, 1);
        CataloguePhoto[] items = Samples.Items(Count);
        using FlatIndex first = FlatIndex.Build(vectors[..(500 * Samples.Dimension)], items[..500], Samples.Model);
        PushReport report = await CataloguePush.Run(first, address);
        Assert.Equal((500, 0, 500), (report.Sent, report.Unchanged, report.Index.Count));
        long stamp = PostgresIndex.Stamp(address);
        using PostgresIndex before = PostgresIndex.Open(address);

        vectors[3 * Samples.Dimension]++;
        items[7] = items[7] with { Sender = "another" };
        using FlatIndex second = FlatIndex.Build(vectors, items, Samples.Model);
        report = await CataloguePush.Run(second, address);
        Assert.Equal((102, 498, 600), (report.Sent, report.Unchanged, report.Index.Count));
        Assert.NotEqual(stamp, PostgresIndex.Stamp(address));
        using PostgresIndex after = PostgresIndex.Open(address);
        Assert.Equal(second.Photos, after.Photos);
        Samples.Same(second.SearchMany(Queries, K), after.SearchMany(Queries, K));
        // An index that was open does not see what came later.
        Assert.All(before.SearchMany(Queries, K).SelectMany(results => results), result =>
            Assert.Contains(first.Photos, item => item.Path == result.Path));
        Assert.Throws<InputException>(() => before.Read());
    }

    [PgliteFact]
    public async Task A_graph_stays_until_the_flat_kind_is_asked_for()
    {
        using FlatIndex file = Samples.Flat(50);
        Assert.Equal("hnsw", (await CataloguePush.Run(file, Address("kinds"), IndexKind.Hnsw)).Index.Kind);
        Assert.Equal("hnsw", (await CataloguePush.Run(file, Address("kinds"))).Index.Kind);
        Assert.Equal("flat", (await CataloguePush.Run(file, Address("kinds"), IndexKind.Flat)).Index.Kind);
        Assert.Equal("flat", (await CataloguePush.Run(file, Address("kinds"))).Index.Kind);
    }

    [PgliteFact]
    public async Task Another_model_dimension_or_metric_is_refused()
    {
        using FlatIndex file = Samples.Flat(20);
        using PostgresIndex index = await Push(file, "model");
        IndexModel other = Samples.Model with { Path = "other.safetensors", Sha256 = new string('b', 64) };
        await Refused(FlatIndex.Build(Samples.Vectors(20, 1), Samples.Items(20), other), "other.safetensors");
        await Refused(Samples.Flat(20, dimension: 9), "8 values and these have 9");
        await Refused(Samples.Flat(20, metric: DistanceMetric.Cosine), "cosine");
        Assert.Contains(
            "other.safetensors", Assert.Throws<InputException>(() => index.RequireModel(other)).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => index.Search([1, 2], 3));
        Assert.Throws<InputException>(() => index.Search(Queries.AsSpan(0, Samples.Dimension), 21));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Embedding(20));

        async Task Refused(FlatIndex wrong, string word)
        {
            using (wrong)
                Assert.Contains(word, (await Assert.ThrowsAsync<InputException>(() => CataloguePush.Run(wrong, Address("model")))).Message,
                    StringComparison.Ordinal);
        }
    }

    [PgliteFact]
    public async Task Where_Citus_is_there_the_rows_are_spread_over_its_machines()
    {
        using (var connection = Address("citus").Connection())
        {
            connection.Open();
            Do(connection, """
                CREATE TABLE spread (what text);
                CREATE FUNCTION create_reference_table(what regclass) RETURNS void LANGUAGE sql AS $$
                    INSERT INTO spread VALUES (what::text) $$;
                CREATE FUNCTION create_distributed_table(what regclass, by text) RETURNS void LANGUAGE sql AS $$
                    INSERT INTO spread VALUES (what || ' ' || by) $$;
                """);
        }
        using FlatIndex file = Samples.Flat(20);
        using PostgresIndex index = await Push(file, "citus");
        Samples.Same(file.SearchMany(Queries, K), index.SearchMany(Queries, K));
        using (var connection = Address("citus").Connection())
        {
            connection.Open();
            using var command = new NpgsqlCommand("SELECT string_agg(what, ', ' ORDER BY what) FROM spread", connection);
            Assert.Equal("citus.catalogue, citus.items path", command.ExecuteScalar());
            Do(connection, "DROP FUNCTION create_reference_table; DROP FUNCTION create_distributed_table; DROP TABLE spread");
        }
    }

    [PgliteFact]
    public void An_empty_database_is_one_line()
    {
        Assert.Contains("holds no catalogue", Assert.Throws<InputException>(() => PostgresIndex.Open(Address("nothing"))).Message,
            StringComparison.Ordinal);
        Assert.Equal(0, PostgresIndex.Stamp(Address("nothing")));
    }

    private PostgresAddress Address(string schema) => database.Address(schema.ToLowerInvariant());

    private async Task<PostgresIndex> Push(FlatIndex file, string schema, IndexKind kind = IndexKind.Auto)
    {
        PushReport report = await CataloguePush.Run(file, Address(schema), kind);
        Assert.Equal((file.Photos.Count, 0), (report.Sent, report.Unchanged));
        return PostgresIndex.Open(Address(schema));
    }

    private static void Do(NpgsqlConnection connection, string statements)
    {
        using var command = new NpgsqlCommand(statements, connection);
        command.ExecuteNonQuery();
    }
}
