using FashionNotebooks.Search;
using Npgsql;

namespace FashionNotebooks.Postgres;

/// <summary>What a database says about its catalogue.</summary>
/// <param name="Model">The checkpoint that made the embeddings.</param>
/// <param name="Dimension">Values in an embedding.</param>
/// <param name="Metric">How distances are measured.</param>
/// <param name="Kind">How it searches; null while the first push is not finished.</param>
/// <param name="Changed">Another number after every push.</param>
internal sealed record CatalogueRow(IndexModel Model, int Dimension, DistanceMetric Metric, IndexKind? Kind, long Changed)
{
    /// <summary>Reads the row.</summary>
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
            reader.GetInt64(5));
    }

    /// <summary>The error for a catalogue that is only partly there.</summary>
    internal static InputException Unfinished(PostgresAddress address) =>
        new($"the catalogue in {address} is not finished; push the index again, which goes on where it stopped");
}
