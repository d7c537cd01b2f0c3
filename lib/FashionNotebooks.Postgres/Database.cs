using System.Net.Sockets;
using Npgsql;

namespace FashionNotebooks.Postgres;

/// <summary>Asks a database and puts what it refuses into one line.</summary>
internal static class Database
{
    /// <summary>Asks something that changes nothing, so that it may be asked twice.</summary>
    /// <exception cref="InputException">The database refuses, or cannot be reached.</exception>
    internal static T Ask<T>(PostgresAddress address, Func<NpgsqlConnection, T> ask)
    {
        for (bool again = false; ; again = true)
        {
            using NpgsqlConnection connection = address.Connection();
            try
            {
                connection.Open();
                return ask(connection);
            }
            catch (NpgsqlException e) when (!again && DatabaseErrors.IsBroken(e))
            {
                NpgsqlConnection.ClearPool(connection); // a server that was started again has broken all of them
            }
            catch (Exception e) when (DatabaseErrors.Caused(e))
            {
                throw DatabaseErrors.Of(e, address);
            }
        }
    }

    /// <summary>Changes something.</summary>
    /// <exception cref="InputException">The database refuses, or cannot be reached.</exception>
    internal static async Task<T> Change<T>(PostgresAddress address, Func<NpgsqlConnection, Task<T>> change, CancellationToken cancellation)
    {
        try
        {
            await using NpgsqlConnection connection = address.Connection();
            await connection.OpenAsync(cancellation);
            return await change(connection);
        }
        catch (Exception e) when (DatabaseErrors.Caused(e))
        {
            throw DatabaseErrors.Of(e, address);
        }
    }

    /// <summary>Runs statements; what they are given are their parameters.</summary>
    internal static async Task Do(
        this NpgsqlConnection connection, string statement, CancellationToken cancellation, params object[] values)
    {
        await using NpgsqlCommand command = Command(connection, statement, values);
        command.CommandTimeout = 0; // a graph takes as long as it takes; the work can be stopped
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The one value that a statement answers.</summary>
    internal static async Task<T> Ask<T>(
        this NpgsqlConnection connection, string statement, CancellationToken cancellation, params object[] values)
    {
        await using NpgsqlCommand command = Command(connection, statement, values);
        command.CommandTimeout = 0;
        return (T)(await command.ExecuteScalarAsync(cancellation))!;
    }

    internal static NpgsqlCommand Command(NpgsqlConnection connection, string statement, params object[] values)
    {
        var command = new NpgsqlCommand(statement, connection);
        foreach (object value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}

/// <summary>What a database says about its catalogue.</summary>
/// <param name="Kind">How it searches; null while the first push is not finished.</param>
/// <param name="Looks">Whether every photo has them.</param>
internal sealed record CatalogueRow(
    IndexModel Model, int Dimension, DistanceMetric Metric, IndexKind? Kind, long Changed, bool Looks = false)
{
    /// <exception cref="InputException">There is none.</exception>
    internal static CatalogueRow Read(NpgsqlConnection connection, PostgresAddress address)
    {
        using var command = new NpgsqlCommand(new CatalogueTables(address.Schema).Read, connection);
        using NpgsqlDataReader reader = command.ExecuteReader();
        if (!reader.Read())
            throw Unfinished(address);
        return new CatalogueRow(
            new IndexModel(reader.GetString(0), reader.GetString(1)),
            reader.GetInt32(2),
            MetricNames.Parse(reader.GetString(3)),
            reader.IsDBNull(4) ? null : Enum.Parse<IndexKind>(reader.GetString(4), ignoreCase: true),
            reader.GetInt64(5),
            reader.GetBoolean(6));
    }

    /// <summary>The error for a catalogue that is only partly there.</summary>
    internal static InputException Unfinished(PostgresAddress address) =>
        new($"the catalogue in {address} is not finished; push the index again, which goes on where it stopped");
}

/// <summary>What a database or the way to it can refuse, as one line with a cure and without the password.</summary>
internal static class DatabaseErrors
{
    /// <summary>Whether the connection broke, or had broken before it was used.</summary>
    internal static bool IsBroken(Exception e) =>
        e is NpgsqlException { InnerException: IOException or SocketException }
            or PostgresException { SqlState: ['5', '7', 'P', ..] };

    /// <summary>Whether a database, or the way to it, is the cause.</summary>
    internal static bool Caused(Exception e) => e is NpgsqlException or SocketException or TimeoutException;

    /// <summary>The line for an error.</summary>
    internal static InputException Of(Exception e, PostgresAddress address)
    {
        string server = $"the database server {address.Server}", said = (e as PostgresException)?.MessageText ?? "";
        return new((e as PostgresException)?.SqlState switch
        {
            null => Reaching(e, server),
            "28P01" or "28000" => $"{server} refuses the user '{address.User}': {said}; check user and password",
            "3D000" => $"{server} has no database '{address.Database}'; make it with 'createdb', or check the address",
            "3F000" or "42P01" => $"{address} holds no catalogue; push an index there first",
            "0A000" or "58P01" or "42704" when said.Contains("vector", StringComparison.Ordinal) => $"{server} has no pgvector: {said}; "
                + "install it (Debian: postgresql-NN-pgvector; Docker: the image pgvector/pgvector)",
            "42501" => $"the user '{address.User}' may not do this in {address}: {said}; ask the database's owner, "
                + "who also makes the extension with 'CREATE EXTENSION vector'",
            "53100" or "53200" => $"{server} has no room: {said}; free some and run the command again",
            "57014" => $"{server} took too long: {said}; push the index again with a graph (hnsw), or ask for less",
            _ => $"{server} refuses: {said}",
        }, e);
    }

    private static string Reaching(Exception e, string server)
    {
        string why = (e.InnerException ?? e).Message.TrimEnd('.');
        if (e.Message.Contains("password", StringComparison.OrdinalIgnoreCase))
            return $"{server} asks for a password; write it into the address, or set PGPASSWORD";
        if ((e.InnerException ?? e) is TimeoutException)
            return $"{server} did not answer in time; check host and port, and whether something holds its tables, then run it again";
        return e.InnerException is IOException
            ? $"the connection to {server} broke: {why}; when it runs again, run the command again"
            : $"cannot reach {server}: {why}; check host, port and whether it runs, then run the command again";
    }
}
