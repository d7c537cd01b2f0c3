using FashionNotebooks.Search.Scan;
using Npgsql;

namespace FashionNotebooks.Postgres;

/// <summary>
/// A catalogue in PostgreSQL that <see cref="CataloguePush"/> wrote. The database holds the embeddings and searches among them; the names
/// of the photos are here; the first search by more than the class reads all looks, which are compared here. Photos that come later are not
/// found: the index is what it was when it was opened, except that photos which the database no longer has are missing from results. A
/// graph in it is approximate, as <see cref="HnswIndex"/> is.
/// </summary>
public sealed class PostgresIndex : SearchIndex
{
    private const int Breadth = 64, MostBreadth = 1000; // how many nodes of a graph a search keeps in view
    private readonly PostgresAddress address;
    private readonly CatalogueTables tables;
    private readonly CatalogueRow row;
    private readonly long[] ids; // of the photos, ascending

    internal PostgresIndex(PostgresAddress address, CatalogueRow row, long[] ids, CataloguePhoto[] photos)
        : base(photos, row.Model, row.Metric, row.Dimension) =>
        (this.address, this.row, this.ids, tables) = (address, row, ids, new CatalogueTables(address.Schema));

    public override bool HasLooks => row.Looks;

    internal override string Kind => $"{row.Kind}".ToLowerInvariant();

    /// <summary>Opens a catalogue and reads the names of its photos.</summary>
    /// <exception cref="InputException">The database cannot be reached or refuses, or holds no finished catalogue.</exception>
    public static PostgresIndex Open(PostgresAddress address) => Database.Ask(address, connection =>
    {
        CatalogueRow row = CatalogueRow.Read(connection, address);
        if (row.Kind is null)
            throw CatalogueRow.Unfinished(address);
        var ids = new List<long>();
        var photos = new List<CataloguePhoto>();
        string names = new CatalogueTables(address.Schema).Photos();
        using NpgsqlCommand command = Database.Command(connection, names, long.MaxValue);
        using NpgsqlDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            ids.Add(reader.GetInt64(0));
            photos.Add(Photo(reader));
        }
        return new PostgresIndex(address, row, [.. ids], [.. photos]);
    });

    /// <summary>A number that is another one after every push; 0 while the database cannot be reached or holds no catalogue.</summary>
    public static long Stamp(PostgresAddress address)
    {
        try
        {
            return Database.Ask(address, connection => CatalogueRow.Read(connection, address).Changed);
        }
        catch (InputException)
        {
            return 0;
        }
    }

    /// <summary>Reads all embeddings and looks, for an index in a file.</summary>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InputException">They are more than a file holds, the database cannot be reached or refuses, or its photos have
    /// changed since it was opened.</exception>
    public EmbeddingSet Read(IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        long length = (long)Photos.Count * Dimension;
        VectorBuffer.RequireRoom(length * sizeof(float), $"{Photos.Count} vectors of {Dimension} values");
        return Database.Ask(address, connection =>
        {
            var values = new float[length];
            var looks = new LookColumns(ids.Length, address);
            string photos = tables.Photos(embeddings: true, row.Looks);
            using NpgsqlCommand command = Database.Command(connection, photos, ids.LastOrDefault());
            command.CommandTimeout = 0;
            using NpgsqlDataReader reader = command.ExecuteReader();
            int count = 0;
            for (; reader.Read() && count < ids.Length && ids[count] == reader.GetInt64(0) && Photos[count] == Photo(reader); count++)
            {
                cancellation.ThrowIfCancellationRequested();
                reader.GetFieldValue<float[]>(5).CopyTo(values, count * Dimension);
                if (row.Looks)
                    looks.Add(reader, count);
                if (count % 1000 == 0)
                    progress?.Report((double)count / ids.Length);
            }
            progress?.Report(1);
            return count == ids.Length
                ? new EmbeddingSet(values, Photos, Model) { Looks = looks.All }
                : throw Gone("photos are");
        });
    }

    /// <summary>Reads all embeddings and looks and writes them as a flat index.</summary>
    public override void Save(string path)
    {
        AtomicFile.RequirePlace(path);
        using LocalIndex index = Build(Read(), new() { Kind = IndexKind.Flat, Metric = Metric });
        index.Save(path);
    }

    /// <summary>Does nothing: connections are shared by all catalogues of a database and end with the program.</summary>
    public override void Dispose()
    {
    }

    private protected override EmbeddingSet All() => Read();

    private protected override void CopyEmbedding(int photo, Span<float> embedding) => Database.Ask(address, connection =>
    {
        using NpgsqlCommand command = Database.Command(connection, tables.Embedding, Photos[photo].Path);
        return command.ExecuteScalar() as float[] ?? throw Gone($"'{Photos[photo].Path}' is");
    }).CopyTo(embedding);

    // The filter's own test is asked about every photo, and the database looks among those that it accepts.
    private protected override IReadOnlyList<SearchResult>[] Nearest(float[] queries, int k, PhotoFilter? filter, int threads)
    {
        long[]? among = filter?.Where is { } where ? [.. ids.Where((_, i) => where(Photos[i]))] : null;
        return Database.Ask(address, connection => queries.Chunk(Dimension).Select(query =>
        {
            IReadOnlyList<SearchResult> Results(bool linked) => this.Results(connection, query, k, filter, among, linked);
            // The graph gives up when it meets too few accepted photos; then all accepted ones are compared.
            return row.Kind == IndexKind.Hnsw && Results(linked: true) is { } found && found.Count == k ? found : Results(linked: false);
        }).ToArray());
    }

    private List<SearchResult> Results(NpgsqlConnection connection, float[] query, int k, PhotoFilter? filter, long[]? among, bool linked)
    {
        using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(CatalogueTables.Settings(linked, Math.Clamp(k, Breadth, MostBreadth))));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(tables.Nearest(Metric, linked, Dimension))
        {
            Parameters =
            {
                Value(query), Value(ids.LastOrDefault()), Value(filter?.Classes?.ToArray()), Value(filter?.Senders?.ToArray()),
                Value(among), Value(k),
            },
        });
        using NpgsqlDataReader reader = batch.ExecuteReader();
        reader.NextResult();
        var results = new List<SearchResult>(k);
        while (reader.Read())
        {
            if (Array.BinarySearch(ids, reader.GetInt64(0)) is >= 0 and int photo)
                results.Add(Result(photo, reader.GetDouble(1)));
        }
        return results;
    }

    private static CataloguePhoto Photo(NpgsqlDataReader reader) =>
        new(reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetString(4));

    private static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    private InputException Gone(string what) => new($"{what} no longer as in {address} when it was opened; open it again");
}

/// <summary>Opens what a user names as an index.</summary>
public static class IndexSource
{
    /// <summary>Opens an index file, or a catalogue in a database whose address is given.</summary>
    /// <param name="source">A path, or an address as <see cref="PostgresAddress"/> reads it.</param>
    /// <param name="copyUpTo">As for <see cref="SearchIndex.Open"/>.</param>
    /// <exception cref="InputException">It cannot be opened.</exception>
    public static SearchIndex Open(string source, long copyUpTo = 0) =>
        PostgresAddress.Matches(source) ? PostgresIndex.Open(PostgresAddress.Parse(source)) : SearchIndex.Open(source, copyUpTo);
}
