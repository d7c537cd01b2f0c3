using FashionNotebooks.Inference;
using FashionNotebooks.Search;
using FashionNotebooks.Search.Aspects;
using FashionNotebooks.Tests;
using Npgsql;

namespace FashionNotebooks.Postgres.Tests;

/// <summary>Look, colour and pattern in a real database against the file that they came from.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class LooksTests(SharedDatabase database)
{
    private const int Count = 500, K = 12;

    [PgliteFact]
    public async Task Every_aspect_and_mix_finds_what_the_file_finds()
    {
        foreach (DistanceMetric metric in Enum.GetValues<DistanceMetric>())
        {
            PostgresAddress address = database.Address($"aspects_{MetricNames.Of(metric)}");
            using FlatIndex file = Samples.WithLooks(Count, metric: metric);
            await CataloguePush.Run(file, address);
            using PostgresIndex index = PostgresIndex.Open(address);
            Assert.True(index.HasLooks);
            foreach (string by in (string[])["class", "look", "colour", "pattern", "mix", "mix:1,0,2,0.5"])
            {
                foreach (PhotoFilter? filter in (PhotoFilter?[])[null, new() { Classes = ["hat", "dress"], Senders = ["sender 1"] }])
                {
                    for (int query = 0; query < 5; query++)
                        Assert.Equal(Found(file, query, by, filter), Found(index, query, by, filter));
                }
            }
            Assert.Equal(
                file.Search(file.Query(3), Likeness.Parse("mix"), K), index.Search(index.Query(3), Likeness.Parse("mix"), K));
        }
    }

    [PgliteFact]
    public async Task What_is_pulled_is_what_was_pushed_byte_for_byte()
    {
        string folder = Directory.CreateTempSubdirectory("fashion-pull-").FullName;
        string pushed = Path.Combine(folder, "a"), pulled = Path.Combine(folder, "b");
        using FlatIndex file = Samples.WithLooks(Count);
        file.Save(pushed);
        await CataloguePush.Run(file, database.Address("pull_looks"));
        using PostgresIndex index = PostgresIndex.Open(database.Address("pull_looks"));
        index.Save(pulled);
        Assert.Equal(File.ReadAllBytes(pushed), File.ReadAllBytes(pulled));
        Directory.Delete(folder, recursive: true);
    }

    [PgliteFact]
    public async Task Tables_of_an_earlier_version_are_read_and_the_next_push_gives_them_looks()
    {
        PostgresAddress address = database.Address("earlier");
        using FlatIndex bare = Samples.Flat(50), file = Samples.WithLooks(50);
        await CataloguePush.Run(bare, address);
        Do(address, "ALTER TABLE earlier.items DROP COLUMN colour, DROP COLUMN look, DROP COLUMN pattern");
        Do(address, "ALTER TABLE earlier.catalogue DROP COLUMN looks");
        using (PostgresIndex earlier = PostgresIndex.Open(address))
        {
            Assert.False(earlier.HasLooks);
            Assert.Null(earlier.Read().Looks);
            Samples.Same([bare.Search(bare.Embedding(1), K)], [earlier.Search(bare.Embedding(1), K)]);
            Assert.Contains("push it again", Assert.Throws<InputException>(() => earlier.Query(1)).Message, StringComparison.Ordinal);
        }
        PushReport report = await CataloguePush.Run(bare, address); // nothing new, but the columns are there
        Assert.Equal((0, 50), (report.Sent, report.Unchanged));
        report = await CataloguePush.Run(file, address);
        Assert.Equal((50, 0), (report.Sent, report.Unchanged));
        using PostgresIndex index = PostgresIndex.Open(address);
        Assert.Equal(Found(file, 2, "mix", null), Found(index, 2, "mix", null));
        report = await CataloguePush.Run(file, address);
        Assert.Equal((0, 50), (report.Sent, report.Unchanged));
    }

    [PgliteFact]
    public async Task A_changed_look_is_sent_and_one_photo_without_looks_leaves_the_class_alone()
    {
        PostgresAddress address = database.Address("partly");
        using FlatIndex file = Samples.WithLooks(60), more = Samples.Flat(61);
        await CataloguePush.Run(file, address);
        file.Looks!.Pattern.Values[5]++;
        Assert.Equal(1, (await CataloguePush.Run(file, address)).Sent);
        using (PostgresIndex index = PostgresIndex.Open(address))
        {
            Assert.Equal(Found(file, 2, "pattern", null), Found(index, 2, "pattern", null));
        }
        Do(address, "UPDATE partly.items SET look = ARRAY[1::real] WHERE path = (SELECT max(path) FROM partly.items)");
        using (PostgresIndex damaged = PostgresIndex.Open(address))
            Assert.Contains("damaged", Assert.Throws<InputException>(() => damaged.Query(1)).Message, StringComparison.Ordinal);
        using LocalIndex last = more.Remove(photo => file.Photos.Contains(photo));
        await CataloguePush.Run(last, address);
        using PostgresIndex partly = PostgresIndex.Open(address);
        Assert.False(partly.HasLooks);
        Assert.Equal(61, partly.Photos.Count);
    }

    private static IReadOnlyList<SearchResult> Found(SearchIndex index, int query, string by, PhotoFilter? filter)
    {
        GarmentLooks looks = Samples.Looks(1, seed: 50 + query);
        return index.Search(index.Query(Samples.Vectors(1, 70 + query), looks), Likeness.Parse(by), K, filter);
    }

    private static void Do(PostgresAddress address, string statements)
    {
        using NpgsqlConnection connection = address.Connection();
        connection.Open();
        using var command = new NpgsqlCommand(statements, connection);
        command.ExecuteNonQuery();
    }
}
