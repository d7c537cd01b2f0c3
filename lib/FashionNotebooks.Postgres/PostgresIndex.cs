using FashionNotebooks.Search;
using Npgsql;

namespace FashionNotebooks.Postgres;

/// <summary>
/// A catalogue in PostgreSQL that <see cref="CataloguePush"/> wrote. The database holds the embeddings and searches among them; the
/// names of the pictures are here. Pictures that come later are not found: the index is what it was when it was opened, except that
/// pictures which the database no longer has are missing from results. A graph in it is approximate, as <see cref="HnswIndex"/> is.
/// </summary>
public sealed class PostgresIndex : ISearchIndex
{
    private const int Breadth = 64, MostBreadth = 1000; // how many nodes of a graph a search keeps in view
    private readonly PostgresAddress address;
    private readonly CatalogueTables tables;
    private readonly CatalogueRow row;
    private readonly long[] ids; // of the pictures, ascending

    private PostgresIndex(PostgresAddress address, CatalogueRow row, long[] ids, IndexItem[] items)
    {
        (this.address, this.row, this.ids, Items) = (address, row, ids, items);
        tables = new CatalogueTables(address.Schema);
    }

    /// <inheritdoc/>
    public IReadOnlyList<IndexItem> Items { get; }

    /// <inheritdoc/>
    public IndexModel Model => row.Model;

    /// <inheritdoc/>
    public DistanceMetric Metric => row.Metric;

    /// <inheritdoc/>
    public int Dimension => row.Dimension;

    /// <inheritdoc/>
    public IndexInfo Info => new($"{row.Kind}".ToLowerInvariant(), Items.Count, Dimension, Model.Path, Model.Sha256, MetricNames.Of(Metric));

    /// <summary>Opens a catalogue and reads the names of its pictures.</summary>
    /// <exception cref="InputException">The database cannot be reached or refuses, or holds no finished catalogue.</exception>
    public static PostgresIndex Open(PostgresAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Database.Ask(address, connection =>
        {
            CatalogueRow row = CatalogueRow.Read(connection, address);
            if (row.Kind is null)
                throw CatalogueRow.Unfinished(address);
            var ids = new List<long>();
            var items = new List<IndexItem>();
            using var command = new NpgsqlCommand(new CatalogueTables(address.Schema).Items(embeddings: false), connection) { Parameters = { Value(long.MaxValue) } };
            using NpgsqlDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                ids.Add(reader.GetInt64(0));
                items.Add(Item(reader));
            }
            return new PostgresIndex(address, row, [.. ids], [.. items]);
        });
    }

    /// <summary>A number that is another one after every push; 0 while the database cannot be reached or holds no catalogue.</summary>
    public static long Stamp(PostgresAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        try
        {
            return Database.Ask(address, connection => CatalogueRow.Read(connection, address).Changed);
        }
        catch (InputException)
        {
            return 0;
        }
    }

    /// <inheritdoc/>
    public float[] Embedding(int item)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(item);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(item, Items.Count);
        return Database.Ask(address, connection =>
        {
            using var command = new NpgsqlCommand(tables.Embedding, connection) { Parameters = { Value(Items[item].Path) } };
            return command.ExecuteScalar() as float[] ?? throw Gone($"'{Items[item].Path}' is");
        });
    }

    /// <inheritdoc/>
    public IReadOnlyList<SearchResult> Search(ReadOnlySpan<float> query, int k, ItemFilter? filter = null) =>
        query.Length == Dimension ? SearchMany(query, k, filter: filter)[0] : throw Embeddings.WrongDimension($"the query has {query.Length}", Dimension);

    /// <summary>As the interface says. What a filter says in code is asked about every picture; the database looks among those that pass.</summary>
    /// <inheritdoc/>
    public IReadOnlyList<SearchResult>[] SearchMany(ReadOnlySpan<float> queries, int k, int threads = 2, ItemFilter? filter = null)
    {
        float[] prepared = Embeddings.PrepareQueries(queries, k, this);
        long[]? among = filter?.Where is { } where ? [.. ids.Where((_, i) => where(Items[i]))] : null;
        return Database.Ask(address, connection =>
            prepared.Chunk(Dimension).Select(query => Results(connection, query, k, filter, among)).ToArray());
    }

    /// <inheritdoc/>
    public void RequireModel(IndexModel model) => Model.Require(model);

    /// <summary>Reads all embeddings, for an index in a file.</summary>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InputException">The database cannot be reached or refuses, or its pictures have changed since it was opened.</exception>
    public CatalogueEmbeddings Read(IProgress<double>? progress = null, CancellationToken cancellation = default) => Database.Ask(address, connection =>
    {
        float[] values = Room(Items.Count, Dimension);
        using var command = new NpgsqlCommand(tables.Items(embeddings: true), connection) { CommandTimeout = 0, Parameters = { Value(ids.LastOrDefault()) } };
        using NpgsqlDataReader reader = command.ExecuteReader();
        int count = 0;
        for (; reader.Read() && count < ids.Length && ids[count] == reader.GetInt64(0) && Items[count] == Item(reader); count++)
        {
            cancellation.ThrowIfCancellationRequested();
            reader.GetFieldValue<float[]>(5).CopyTo(values, count * Dimension);
            if (count % 1000 == 0)
                progress?.Report((double)count / ids.Length);
        }
        progress?.Report(1);
        return count == ids.Length ? new CatalogueEmbeddings(values, Items, Model) : throw Gone("pictures are");
    });

    /// <summary>Reads all embeddings and writes them as a flat index.</summary>
    /// <inheritdoc/>
    public void Save(string path)
    {
        AtomicFile.RequirePlace(path);
        using FlatIndex index = FlatIndex.Build(Read().Values, Items, Model, Metric);
        index.Save(path);
    }

    /// <summary>Does nothing: connections are shared by all catalogues of a database and end with the program.</summary>
    public void Dispose()
    {
    }

    /// <summary>Room for so many embeddings.</summary>
    /// <exception cref="InputException">They are more than an index in a file holds.</exception>
    internal static float[] Room(int count, int dimension)
    {
        VectorBuffer.RequireRoom((long)count * dimension * sizeof(float), $"{count} vectors of {dimension} values");
        return new float[count * dimension];
    }

    private static IndexItem Item(NpgsqlDataReader reader) =>
        new(reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetString(4));

    private static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    private InputException Gone(string what) => new($"{what} no longer as in {address} when it was opened; open it again");

    private IReadOnlyList<SearchResult> Results(NpgsqlConnection connection, float[] query, int k, ItemFilter? filter, long[]? among)
    {
        if (row.Kind != IndexKind.Hnsw)
            return Results(connection, query, k, filter, among, linked: false);
        IReadOnlyList<SearchResult> found = Results(connection, query, k, filter, among, linked: true);
        // The graph gives up when it meets too few accepted pictures; then all accepted ones are compared.
        return found.Count == k ? found : Results(connection, query, k, filter, among, linked: false);
    }

    private IReadOnlyList<SearchResult> Results(NpgsqlConnection connection, float[] query, int k, ItemFilter? filter, long[]? among, bool linked)
    {
        using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(CatalogueTables.Settings(linked, Math.Clamp(k, Breadth, MostBreadth))));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(tables.Nearest(Metric, linked))
        {
            Parameters = { Value(query), Value(ids.LastOrDefault()), Value(filter?.Classes?.ToArray()), Value(filter?.Senders?.ToArray()), Value(among), Value(k) },
        });
        using NpgsqlDataReader reader = batch.ExecuteReader();
        reader.NextResult();
        var results = new List<SearchResult>(k);
        while (reader.Read())
        {
            int item = Array.BinarySearch(ids, reader.GetInt64(0));
            if (item >= 0)
                results.Add(new SearchResult(Items[item].Path, Items[item].Class, reader.GetDouble(1)));
        }
        return results;
    }
}
