using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FashionNotebooks.Inference;
using Npgsql;

namespace FashionNotebooks.Postgres;

/// <summary>What a push did.</summary>
/// <param name="Sent">Photos that were new or had changed.</param>
/// <param name="Unchanged">Photos that the database had already.</param>
/// <param name="Index">What the database holds now.</param>
public sealed record PushReport(
    [property: JsonPropertyName("sent")] int Sent,
    [property: JsonPropertyName("unchanged")] int Unchanged,
    [property: JsonPropertyName("index")] IndexInfo Index);

/// <summary>
/// Writes an index into a database: new photos are added, changed ones renewed, and those that the index does not hold stay. Each batch is
/// a transaction, and what is there already is not sent again; so a push that was killed goes on where it stopped, and many machines may
/// push parts of one catalogue.
/// </summary>
public sealed class CataloguePush
{
    private const int ValuesAtOnce = 1 << 18;
    private readonly LocalIndex index;
    private readonly PostgresAddress address;
    private readonly CatalogueTables tables;

    private CataloguePush(LocalIndex index, PostgresAddress address) =>
        (this.index, this.address, tables) = (index, address, new CatalogueTables(address.Schema));

    /// <param name="address">Where to. Extension, schema and tables are made when they are missing.</param>
    /// <param name="kind">How the database is to search: flat, hnsw, or auto by size, which never takes a graph away.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellation">Stops the work; what is there stays, and the next push goes on.</param>
    /// <exception cref="InputException">The database cannot be reached or refuses, or holds embeddings of another model, dimension or
    /// metric.</exception>
    public static Task<PushReport> Run(
        LocalIndex index, PostgresAddress address, IndexKind kind = IndexKind.Auto, IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        if (kind == IndexKind.Int8)
            throw new InputException($"a database has no index of the kind {Named(kind)}; take flat, hnsw or auto");
        if (kind == IndexKind.Hnsw && index.Dimension > CatalogueTables.LargestGraph)
            throw new InputException($"a graph of pgvector takes embeddings of at most {CatalogueTables.LargestGraph} values "
                + $"and these have {index.Dimension}; take the kind flat");
        var push = new CataloguePush(index, address);
        return Database.Change(address, connection => push.Run(connection, kind, progress, cancellation), cancellation);
    }

    private async Task<PushReport> Run(
        NpgsqlConnection connection, IndexKind kind, IProgress<double>? progress, CancellationToken cancellation)
    {
        await Prepare(connection, cancellation);
        int sent = 0, values = index.Dimension + (index.Looks?.Parts.Sum(part => part.Columns) ?? 0);
        int atOnce = Math.Max(1, ValuesAtOnce / values);
        foreach (int[] photos in Enumerable.Range(0, index.Photos.Count).Chunk(atOnce))
        {
            sent += await Send(connection, photos, cancellation);
            progress?.Report((double)(photos[^1] + 1) / index.Photos.Count);
        }
        return new PushReport(sent, index.Photos.Count - sent, await Finish(connection, kind, cancellation));
    }

    /// <summary>Makes the tables, or checks those that are there.</summary>
    private async Task Prepare(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.Do(tables.Lock, cancellation);
        if (!await connection.Ask<bool>(tables.Exist, cancellation))
        {
            await connection.Do(tables.Create(index.Dimension), cancellation);
            if (await connection.Ask<bool>(CatalogueTables.HasCitus, cancellation))
                await connection.Do(tables.Distribute, cancellation);
            await connection.Do(
                tables.Describe, cancellation, index.Model.Path, index.Model.Sha256, index.Dimension, MetricNames.Of(index.Metric));
        }
        else if (await connection.Ask<bool>(tables.LackLooks, cancellation))
        {
            await connection.Do(tables.AddLooks, cancellation);
        }
        Require(CatalogueRow.Read(connection, address));
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Sends the photos of a batch that the database does not have yet.</summary>
    private async Task<int> Send(NpgsqlConnection connection, int[] photos, CancellationToken cancellation)
    {
        var batch = Batch.Of(index, photos);
        HashSet<long> known = [.. await connection.Ask<long[]>(tables.Known, cancellation, batch.Paths, batch.Fingerprints)];
        if (known.Count > 0)
            batch = Batch.Of(index, [.. photos.Where((_, i) => !known.Contains(i + 1))]);
        if (batch.Paths.Length > 0)
        {
            GarmentLooks? looks = batch.Looks;
            await connection.Do(
                tables.Upsert(index.Dimension, looks?.Look.Columns ?? 0, looks?.Pattern.Columns ?? 0), cancellation,
                [batch.Paths, batch.Classes, batch.Metadata, batch.Fingerprints, batch.Values,
                    .. looks?.Parts.Select(part => part.Values) ?? []]);
        }
        return batch.Paths.Length;
    }

    /// <summary>Links the embeddings if they are to be linked, and says that the catalogue can be searched.</summary>
    private async Task<IndexInfo> Finish(NpgsqlConnection connection, IndexKind wanted, CancellationToken cancellation)
    {
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.Do(tables.Lock, cancellation);
        int count = (int)await connection.Ask<long>(tables.Count, cancellation);
        IndexKind kind = wanted != IndexKind.Auto ? wanted : Choose(count, CatalogueRow.Read(connection, address).Kind);
        await connection.Do(kind == IndexKind.Hnsw ? tables.Link(index.Metric, index.Dimension) : tables.Unlink, cancellation);
        bool looks = await connection.Ask<bool>(tables.AllHaveLooks, cancellation);
        await connection.Do(tables.Finish, cancellation, Named(kind), looks);
        await transaction.CommitAsync(cancellation);
        await connection.Do(tables.Analyze, cancellation);
        return index.Info with { Kind = Named(kind), Count = count };
    }

    private IndexKind Choose(int count, IndexKind? present)
    {
        bool many = index.Dimension <= CatalogueTables.LargestGraph && SearchIndex.Choose(count).Kind == IndexKind.Hnsw;
        return present == IndexKind.Hnsw || many ? IndexKind.Hnsw : IndexKind.Flat;
    }

    private static string Named(IndexKind kind) => kind.ToString().ToLowerInvariant();

    private void Require(CatalogueRow row)
    {
        const string cure = "push it into another schema, with ?schema=NAME at the end of the address";
        if (row.Model.Sha256 != index.Model.Sha256)
            throw new InputException($"{address} holds embeddings of the model '{row.Model.Path}' ({row.Model.Sha256[..8]}), "
                + $"not of '{index.Model.Path}' ({index.Model.Sha256[..8]}); {cure}");
        if (row.Dimension != index.Dimension)
            throw new InputException($"{address} holds embeddings of {row.Dimension} values and these have {index.Dimension}; {cure}");
        if (row.Metric != index.Metric)
            throw new InputException($"{address} measures distances as {MetricNames.Of(row.Metric)} "
                + $"and this index as {MetricNames.Of(index.Metric)}; {cure}");
    }

    /// <summary>Some photos of an index as columns.</summary>
    /// <param name="Metadata">The rest of each photo, as JSON.</param>
    /// <param name="Fingerprints">Hashes that tell whether the database has a photo as it is here.</param>
    /// <param name="Values">Row-major [n, dimension].</param>
    /// <param name="Looks">What the photos show besides the class; null where the index does not know.</param>
    private sealed record Batch(
        string[] Paths, string[] Classes, string[] Metadata, long[] Fingerprints, float[] Values, GarmentLooks? Looks)
    {
        internal static Batch Of(LocalIndex index, int[] ids)
        {
            CataloguePhoto[] photos = [.. ids.Select(id => index.Photos[id])];
            float[][] embeddings = [.. ids.Select(index.Embedding)];
            string[] metadata = [.. photos.Select(photo => JsonSerializer.Serialize(new { sha256 = photo.Sha256, sender = photo.Sender }))];
            GarmentLooks? looks = index.Looks?.Of(ids);
            return new(
                [.. photos.Select(photo => photo.Path)], [.. photos.Select(photo => photo.Class)], metadata,
                [.. photos.Select((photo, i) => Fingerprint($"{photo.Class}\n{metadata[i]}", embeddings[i], looks?.Of([i])))],
                [.. embeddings.SelectMany(embedding => embedding)], looks);
        }

        // Without looks it is that of earlier versions, so that nothing is sent again.
        private static long Fingerprint(string text, float[] embedding, GarmentLooks? looks)
        {
            float[] values = [.. embedding, .. looks?.Parts.SelectMany(part => part.Values) ?? []];
            byte[] all = [.. Encoding.UTF8.GetBytes(text), .. MemoryMarshal.AsBytes(values.AsSpan())];
            return BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(all));
        }
    }
}
