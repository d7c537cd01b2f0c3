using FashionNotebooks.Tests;
using Npgsql;

namespace FashionNotebooks.Postgres.Tests;

/// <summary>One database for many tests; each has a schema of its own.</summary>
public sealed class SharedDatabase : IAsyncLifetime
{
    private Pglite? server;

    /// <summary>The server; whoever kills it starts it again.</summary>
    public Pglite Server => server!;

    public PostgresAddress Address(string schema) => PostgresAddress.Parse(Server.Address(schema));

    public async Task InitializeAsync() => server = Pglite.Missing is null ? await Pglite.Start() : null;

    public Task DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        server?.Dispose();
        return Task.CompletedTask;
    }
}
