using FashionNotebooks.Search;
using FashionNotebooks.Tests;
using Npgsql;

namespace FashionNotebooks.Postgres.Tests;

/// <summary>Databases that refuse, stop or are not there: one line that says which and what to do, and never the password.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class ErrorTests(SharedDatabase database)
{
    private const string Password = "hidden-password";

    [Theory]
    [InlineData("127.0.0.1:1", "cannot reach the database server 127.0.0.1:1: Connection refused")]
    [InlineData("nowhere.invalid", "cannot reach the database server nowhere.invalid:5432")]
    public void A_server_that_is_not_there(string server, params string[] words) => OneLine($"postgres://u:{Password}@{server}/d", words);

    [Theory]
    [InlineData("28P01", "password authentication failed", "refuses the user 'u'", "check user and password")]
    [InlineData("28000", "no pg_hba.conf entry", "refuses the user 'u': no pg_hba.conf entry")]
    [InlineData("3D000", "database \"d\" does not exist", "has no database 'd'")]
    [InlineData("53300", "sorry, too many clients already", "refuses: sorry, too many clients already")]
    public void A_server_that_refuses(string state, string says, params string[] words)
    {
        using var server = new RefusingServer(state, says);
        OneLine($"postgres://u:{Password}@127.0.0.1:{server.Port}/d", words);
        Assert.Equal(Password, server.Passwords[0]);
    }

    [Fact]
    public void A_server_that_wants_a_password_and_gets_none()
    {
        using var server = new RefusingServer("28P01", "no");
        OneLine($"postgres://u@127.0.0.1:{server.Port}/d", "asks for a password", "PGPASSWORD");
    }

    [PgliteFact]
    public async Task A_database_without_pgvector()
    {
        using Pglite server = await Pglite.Start(plain: true);
        using FlatIndex file = Samples.Flat(20);
        var error = await Assert.ThrowsAsync<InputException>(() => CataloguePush.Run(file, PostgresAddress.Parse(server.Address("x"))));
        Check(error, "has no pgvector", "postgresql-NN-pgvector");
        NpgsqlConnection.ClearAllPools();
    }

    [PgliteFact]
    public async Task A_server_that_is_killed_under_an_open_index_and_comes_back()
    {
        Pglite server = database.Server;
        using FlatIndex file = Samples.Flat(20);
        PostgresAddress address = database.Address("gone");
        await CataloguePush.Run(file, address);
        using PostgresIndex index = PostgresIndex.Open(address);
        server.Kill();
        Check(Assert.Throws<InputException>(() => index.Search(new float[Samples.Dimension], 3)), "cannot reach the database server");
        Check(Assert.Throws<InputException>(() => index.Embedding(0)), "cannot reach the database server");
        Assert.Equal(0, PostgresIndex.Stamp(address));
        await server.Restart();
        Samples.Same([file.Search(new float[Samples.Dimension], 20)], [index.Search(new float[Samples.Dimension], 20)]);
        await server.Restart(); // this time no search failed between
        Samples.Same([file.Search(new float[Samples.Dimension], 20)], [index.Search(new float[Samples.Dimension], 20)]);
    }

    private static void OneLine(string address, params string[] words)
    {
        Check(Assert.Throws<InputException>(() => PostgresIndex.Open(PostgresAddress.Parse(address))), words);
        Assert.Equal(0, PostgresIndex.Stamp(PostgresAddress.Parse(address)));
    }

    private static void Check(InputException error, params string[] words)
    {
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain(Password, error.ToString(), StringComparison.Ordinal); // what --verbose shows
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        foreach (string word in words)
            Assert.Contains(word, error.Message, StringComparison.Ordinal);
    }
}
