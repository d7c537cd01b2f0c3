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
    internal static async Task Do(this NpgsqlConnection connection, string statement, object[] values, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = Command(connection, statement, values);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The one value that a statement answers.</summary>
    internal static async Task<T> Ask<T>(this NpgsqlConnection connection, string statement, object[] values, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = Command(connection, statement, values);
        return (T)(await command.ExecuteScalarAsync(cancellation))!;
    }

    // A graph takes as long as it takes; the work can be stopped.
    private static NpgsqlCommand Command(NpgsqlConnection connection, string statement, object[] values)
    {
        var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
        foreach (object value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
