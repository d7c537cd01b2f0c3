using FashionNotebooks.Search;
using FashionNotebooks.Tests;

namespace FashionNotebooks.Postgres.Tests;

/// <summary>Many who search at once, and one who pushes meanwhile.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class ConcurrencyTests(SharedDatabase database)
{
    private const int Count = 400, More = 1200, K = 10, Clients = 8, Rounds = 5;
    private static readonly float[] Queries = Samples.Vectors(10, 5);

    // pglite mixes up the portals of several connections, so that all share one, which is the pool's hardest case.
    [PgliteFact]
    public async Task Clients_take_turns_and_see_the_catalogue_that_they_opened_while_one_pushes()
    {
        PostgresAddress address = database.Address("concurrent");
        using FlatIndex few = Samples.Flat(Count), many = Samples.Flat(More);
        await CataloguePush.Run(few, address);
        using PostgresIndex index = PostgresIndex.Open(address);
        IReadOnlyList<SearchResult>[] expected = few.SearchMany(Queries, K);
        using var start = new Barrier(Clients + 1);
        Task[] clients = [.. Enumerable.Range(0, Clients).Select(_ => Task.Factory.StartNew(() =>
        {
            start.SignalAndWait();
            for (int round = 0; round < Rounds; round++)
                Samples.Same(expected, index.SearchMany(Queries, K));
        }, TaskCreationOptions.LongRunning))];
        start.SignalAndWait();
        PushReport report = await CataloguePush.Run(many, address);
        await Task.WhenAll(clients);
        Assert.Equal((More - Count, Count, More), (report.Sent, report.Unchanged, report.Index.Count));
        using PostgresIndex all = PostgresIndex.Open(address);
        Assert.Equal(many.Photos, all.Photos);
        Assert.Equal(few.Photos, index.Photos);
    }
}
