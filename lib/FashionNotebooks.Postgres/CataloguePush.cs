using System.Text.Json.Serialization;
using FashionNotebooks.Search;
using Npgsql;

namespace FashionNotebooks.Postgres;

/// <summary>
/// Writes an index into a database: new pictures are added, changed ones renewed, and those that the index does not hold stay. Each batch
/// is a transaction, and what is there already is not sent again; so a push that was killed goes on where it stopped, and many
/// machines may push parts of one catalogue.
/// </summary>
public sealed class CataloguePush
{
    private const int ValuesAtOnce = 1 << 18;
    private readonly ISearchIndex index;
    private readonly PostgresAddress address;
    private readonly CatalogueTables tables;

    private CataloguePush(ISearchIndex index, PostgresAddress address)
    {
        (this.index, this.address) = (index, address);
        tables = new CatalogueTables(address.Schema);
    }

    /// <summary>Pushes an index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="address">Where to. Extension, schema and tables are made when they are missing.</param>
    /// <param name="kind">How the database is to search: flat, hnsw, or auto by the number of pictures, which never takes a graph away.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellation">Stops the work; what is there stays, and the next push goes on.</param>
    /// <exception cref="InputException">The database cannot be reached or refuses, or holds embeddings of another model, dimension or metric.</exception>
    public static async Task<PushReport> Run(
        ISearchIndex index, PostgresAddress address, IndexKind kind = IndexKind.Auto, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(address);
        if (kind == IndexKind.Int8)
            throw new InputException($"a database has no index of the kind {kind.ToString().ToLowerInvariant()}; take flat, hnsw or auto");
        if (kind == IndexKind.Hnsw && index.Dimension > CatalogueTables.LargestGraph)
            throw new InputException($"a graph of pgvector takes embeddings of at most {CatalogueTables.LargestGraph} values and these have {index.Dimension}; take the kind flat");
        var push = new CataloguePush(index, address);
        return await Database.Change(address, connection => push.Run(connection, kind, progress, cancellation), cancellation);
    }

    private async Task<PushReport> Run(NpgsqlConnection connection, IndexKind kind, IProgress<double>? progress, CancellationToken cancellation)
    {
        await Prepare(connection, cancellation);
        int sent = 0, atOnce = Math.Max(1, ValuesAtOnce / index.Dimension);
        foreach (int[] items in Enumerable.Range(0, index.Items.Count).Chunk(atOnce))
        {
            sent += await Send(connection, items, cancellation);
            progress?.Report((double)(items[^1] + 1) / index.Items.Count);
        }
        return new PushReport(sent, index.Items.Count - sent, await Finish(connection, kind, cancellation));
    }

    /// <summary>Makes the tables, or checks those that are there.</summary>
    private async Task Prepare(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.Do(tables.Lock, [], cancellation);
        if (!await connection.Ask<bool>(tables.Exist, [], cancellation))
        {
            await connection.Do(tables.Create(index.Dimension), [], cancellation);
            if (await connection.Ask<bool>(CatalogueTables.HasCitus, [], cancellation))
                await connection.Do(tables.Distribute, [], cancellation);
            await connection.Do(tables.Describe, [index.Model.Path, index.Model.Sha256, index.Dimension, MetricNames.Of(index.Metric)], cancellation);
        }
        Require(CatalogueRow.Read(connection, address));
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Sends the pictures of a batch that the database does not have yet.</summary>
    /// <returns>How many there were.</returns>
    private async Task<int> Send(NpgsqlConnection connection, int[] items, CancellationToken cancellation)
    {
        var batch = new PushBatch(index, items);
        HashSet<long> known = [.. await connection.Ask<long[]>(tables.Known, [batch.Paths, batch.Fingerprints], cancellation)];
        if (known.Count > 0)
            batch = new PushBatch(index, [.. items.Where((_, i) => !known.Contains(i + 1))]);
        if (batch.Paths.Length > 0)
            await connection.Do(tables.Upsert(index.Dimension), [batch.Paths, batch.Classes, batch.Metadata, batch.Fingerprints, batch.Values], cancellation);
        return batch.Paths.Length;
    }

    /// <summary>Links the embeddings if they are to be linked, and says that the catalogue can be searched.</summary>
    private async Task<IndexInfo> Finish(NpgsqlConnection connection, IndexKind wanted, CancellationToken cancellation)
    {
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.Do(tables.Lock, [], cancellation);
        int count = (int)await connection.Ask<long>(tables.Count, [], cancellation);
        IndexKind kind = wanted != IndexKind.Auto ? wanted : Choose(count, CatalogueRow.Read(connection, address).Kind);
        await connection.Do(kind == IndexKind.Hnsw ? tables.Link(index.Metric) : tables.Unlink, [], cancellation);
        string name = kind.ToString().ToLowerInvariant();
        await connection.Do(tables.Finish, [name], cancellation);
        await transaction.CommitAsync(cancellation);
        await connection.Do(tables.Analyze, [], cancellation);
        return new IndexInfo(name, count, index.Dimension, index.Model.Path, index.Model.Sha256, MetricNames.Of(index.Metric));
    }

    private IndexKind Choose(int count, IndexKind? present) =>
        present == IndexKind.Hnsw || (index.Dimension <= CatalogueTables.LargestGraph && SearchIndex.Choose(count).Kind == IndexKind.Hnsw) ? IndexKind.Hnsw : IndexKind.Flat;

    private void Require(CatalogueRow row)
    {
        const string cure = "push it into another schema, with ?schema=NAME at the end of the address";
        if (row.Model.Sha256 != index.Model.Sha256)
            throw new InputException($"{address} holds embeddings of the model '{row.Model.Path}' ({row.Model.Sha256[..8]}), not of '{index.Model.Path}' ({index.Model.Sha256[..8]}); {cure}");
        if (row.Dimension != index.Dimension)
            throw new InputException($"{address} holds embeddings of {row.Dimension} values and these have {index.Dimension}; {cure}");
        if (row.Metric != index.Metric)
            throw new InputException($"{address} measures distances as {MetricNames.Of(row.Metric)} and this index as {MetricNames.Of(index.Metric)}; {cure}");
    }
}

/// <summary>What a push did.</summary>
/// <param name="Sent">Pictures that were new or had changed.</param>
/// <param name="Unchanged">Pictures that the database had already.</param>
/// <param name="Index">What the database holds now.</param>
public sealed record PushReport(
    [property: JsonPropertyName("sent")] int Sent,
    [property: JsonPropertyName("unchanged")] int Unchanged,
    [property: JsonPropertyName("index")] IndexInfo Index);
