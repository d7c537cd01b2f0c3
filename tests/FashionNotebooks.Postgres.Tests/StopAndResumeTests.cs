using FashionNotebooks.Search;
using FashionNotebooks.Tests;

namespace FashionNotebooks.Postgres.Tests;

/// <summary>A push that is stopped, or whose server is killed: the next one goes on, and each picture is there once.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class StopAndResumeTests(SharedDatabase database)
{
    private const int Dimension = 1024, Count = 1000, Batch = (1 << 18) / Dimension;

    [PgliteFact]
    public async Task A_server_killed_in_mid_push_keeps_what_it_took()
    {
        using FlatIndex file = Samples.Flat(Count, dimension: Dimension);
        PostgresAddress address = database.Address("killed");
        var error = await Assert.ThrowsAsync<InputException>(() =>
            CataloguePush.Run(file, address, progress: new OnFirst(database.Server.Kill)));
        Assert.Contains("the connection to the database server", error.Message, StringComparison.Ordinal);
        await database.Server.Restart();
        await Resume(file, address);
    }

    [PgliteFact]
    public async Task A_stopped_push_goes_on()
    {
        using FlatIndex file = Samples.Flat(Count, dimension: Dimension);
        using var stop = new CancellationTokenSource();
        PostgresAddress address = database.Address("stopped");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            CataloguePush.Run(file, address, progress: new OnFirst(stop.Cancel), cancellation: stop.Token));
        await Resume(file, address);
    }

    private static async Task Resume(FlatIndex file, PostgresAddress address)
    {
        Assert.Contains("not finished", Assert.Throws<InputException>(() => PostgresIndex.Open(address)).Message, StringComparison.Ordinal);
        PushReport report = await CataloguePush.Run(file, address);
        Assert.Equal((Count - Batch, Batch, Count), (report.Sent, report.Unchanged, report.Index.Count));
        using PostgresIndex index = PostgresIndex.Open(address);
        Assert.Equal(file.Photos, index.Photos);
        Assert.Equal(Enumerable.Range(0, Count).SelectMany(file.Embedding), index.Read().Vectors);
    }

    private sealed class OnFirst(Action act) : IProgress<double>
    {
        private bool acted;

        public void Report(double value)
        {
            if (!acted)
                act();
            acted = true;
        }
    }
}
