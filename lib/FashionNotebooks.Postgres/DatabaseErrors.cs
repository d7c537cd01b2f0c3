using System.Net.Sockets;
using Npgsql;

namespace FashionNotebooks.Postgres;

/// <summary>What a database or the way to it can refuse, as one line with a cure and without the password.</summary>
internal static class DatabaseErrors
{
    /// <summary>Whether the connection broke, or had broken before it was used.</summary>
    internal static bool IsBroken(Exception e) => e is NpgsqlException { InnerException: IOException or SocketException or TimeoutException } or PostgresException { SqlState: ['5', '7', 'P', ..] };

    /// <summary>Whether a database, or the way to it, is the cause.</summary>
    internal static bool Caused(Exception e) => e is NpgsqlException or SocketException or TimeoutException;

    /// <summary>The line for an error.</summary>
    internal static InputException Of(Exception e, PostgresAddress address) => new((e as PostgresException)?.SqlState switch
    {
        null => Reaching(e, address),
        "28P01" or "28000" => $"the database server {address.Server} refuses the user '{address.User}': {Text(e)}; check user and password",
        "3D000" => $"the database server {address.Server} has no database '{address.Database}'; make it with 'createdb', or check the address",
        "3F000" or "42P01" => $"{address} holds no catalogue; push an index there first",
        "0A000" or "58P01" or "42704" when Text(e).Contains("vector", StringComparison.Ordinal) => $"the database server {address.Server} has no pgvector: {Text(e)}; install it (Debian: postgresql-NN-pgvector; Docker: the image pgvector/pgvector)",
        "42501" => $"the user '{address.User}' may not do this in {address}: {Text(e)}; ask the database's owner, who also makes the extension with 'CREATE EXTENSION vector'",
        "53100" or "53200" => $"the database server {address.Server} has no room: {Text(e)}; free some and run the command again",
        "57014" => $"the database server {address.Server} took too long: {Text(e)}; push the index again with a graph (hnsw), or ask for less",
        _ => $"the database server {address.Server} refuses: {Text(e)}",
    }, e);

    private static string Reaching(Exception e, PostgresAddress address)
    {
        string why = (e.InnerException ?? e).Message.TrimEnd('.');
        if (e.Message.Contains("password", StringComparison.OrdinalIgnoreCase))
            return $"the database server {address.Server} asks for a password; write it into the address, or set PGPASSWORD";
        return e.InnerException is IOException
            ? $"the connection to the database server {address.Server} broke: {why}; when it runs again, run the command again"
            : $"cannot reach the database server {address.Server}: {why}; check host, port and whether it runs, then run the command again";
    }

    private static string Text(Exception e) => ((PostgresException)e).MessageText;
}
