using System.Globalization;

namespace FashionNotebooks.Postgres;

/// <summary>
/// The tables of a catalogue and what is said to them. Everything that a user or a file gives is a parameter; only the name of the
/// schema, which <see cref="PostgresAddress"/> holds to letters, digits and underscores, stands in the text.
/// </summary>
internal sealed class CatalogueTables(string schema)
{
    /// <summary>The most values that a graph of pgvector takes.</summary>
    internal const int LargestGraph = 2000;

    private readonly string items = $"\"{schema}\".items", catalogue = $"\"{schema}\".catalogue";

    internal string Exist => $"SELECT to_regclass('{catalogue}') IS NOT NULL";

    /// <summary>Whether Citus could spread the rows over machines.</summary>
    internal static string HasCitus => "SELECT EXISTS (SELECT FROM pg_proc WHERE proname = 'create_distributed_table')";

    /// <summary>One client at a time prepares or finishes a catalogue; the lock ends with the transaction.</summary>
    internal string Lock => $"SELECT pg_advisory_xact_lock(hashtext('fashion {schema}'))";

    internal string Create(int dimension) => string.Create(CultureInfo.InvariantCulture, $"""
        CREATE EXTENSION IF NOT EXISTS vector;
        CREATE SCHEMA IF NOT EXISTS "{schema}";
        CREATE TABLE {catalogue} (
            single boolean PRIMARY KEY DEFAULT true CHECK (single),
            model text NOT NULL,
            model_sha256 text NOT NULL,
            dimension integer NOT NULL,
            metric text NOT NULL,
            kind text,
            changed bigint NOT NULL DEFAULT 0);
        CREATE TABLE {items} (
            path text PRIMARY KEY,
            id bigint GENERATED ALWAYS AS IDENTITY,
            class text NOT NULL,
            metadata jsonb NOT NULL,
            fingerprint bigint NOT NULL,
            embedding vector({dimension}) NOT NULL);
        CREATE INDEX items_class ON {items} (class);
        """);

    /// <summary>Spreads the rows over the machines of a Citus cluster.</summary>
    internal string Distribute =>
        $"SELECT create_reference_table('{catalogue}'), create_distributed_table('{items}', 'path')";

    /// <summary>Model, hash, dimension and metric of a new catalogue.</summary>
    internal string Describe => $"INSERT INTO {catalogue} (model, model_sha256, dimension, metric) VALUES ($1, $2, $3, $4)";

    internal string Read => $"SELECT model, model_sha256, dimension, metric, kind, changed FROM {catalogue}";

    /// <summary>Places, from 1, of the paths ($1) that are there with their fingerprints ($2).</summary>
    internal string Known => $"""
        SELECT coalesce(array_agg(given.place), ARRAY[]::bigint[])
        FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS given (path, fingerprint, place)
        JOIN {items} AS there ON there.path = given.path AND there.fingerprint = given.fingerprint
        """;

    /// <summary>Adds photos or renews them: paths, classes, metadata, fingerprints, and all embeddings in one array.</summary>
    internal string Upsert(int dimension) => string.Create(CultureInfo.InvariantCulture, $"""
        INSERT INTO {items} (path, class, metadata, fingerprint, embedding)
        SELECT path, class, metadata::jsonb, fingerprint, ($5::real[])[(place - 1) * {dimension} + 1 : place * {dimension}]::vector
        FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) WITH ORDINALITY AS given (path, class, metadata, fingerprint, place)
        ORDER BY place
        ON CONFLICT (path) DO UPDATE SET
            class = excluded.class, metadata = excluded.metadata, fingerprint = excluded.fingerprint, embedding = excluded.embedding
        """);

    internal string Count => $"SELECT count(*) FROM {items}";

    internal string Link(DistanceMetric metric) => $"CREATE INDEX IF NOT EXISTS items_embedding ON {items} "
        + $"USING hnsw (embedding {(metric == DistanceMetric.Cosine ? "vector_cosine_ops" : "vector_l2_ops")})";

    internal string Unlink => $"DROP INDEX IF EXISTS \"{schema}\".items_embedding";

    /// <summary>Says that the catalogue can be searched, and how; readers see another <c>changed</c>.</summary>
    internal string Finish =>
        $"UPDATE {catalogue} SET kind = $1, changed = (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

    internal string Analyze => $"ANALYZE {items}";

    /// <summary>All photos in their order, up to an id ($1); with their embeddings as the last column if they are wanted.</summary>
    internal string Photos(bool embeddings) => $"""
        SELECT id, path, class, metadata->>'sha256', metadata->>'sender'{(embeddings ? ", embedding::real[]" : "")} FROM {items}
        WHERE id <= $1 ORDER BY id
        """;

    internal string Embedding => $"SELECT embedding::real[] FROM {items} WHERE path = $1";

    /// <summary>How the next statement of the batch searches: through the graph, or comparing all that the filter accepts.</summary>
    internal static string Settings(bool linked, int breadth) => linked
        ? string.Create(CultureInfo.InvariantCulture,
            $"SELECT set_config('hnsw.ef_search', '{breadth}', true), set_config('hnsw.iterative_scan', 'strict_order', true)")
        : "SELECT set_config('enable_indexscan', 'off', true)";

    /// <summary>
    /// Ids and distances of the nearest: query ($1), largest id ($2), classes ($3), senders ($4), ids ($5), how many ($6); a list that
    /// is null does not count.
    /// </summary>
    internal string Nearest(DistanceMetric metric, bool linked)
    {
        string distance = $"embedding {(metric == DistanceMetric.Cosine ? "<=>" : "<->")} $1::real[]::vector";
        // Only the order by distance alone is one that a graph can give; equally near ones are put in order afterwards.
        return $"""
            SELECT id, distance FROM (
                SELECT id, {distance} AS distance FROM {items}
                WHERE id <= $2 AND ($3::text[] IS NULL OR class = ANY ($3))
                    AND ($4::text[] IS NULL OR metadata->>'sender' = ANY ($4))
                    AND ($5::bigint[] IS NULL OR id = ANY ($5))
                ORDER BY {distance}{(linked ? "" : ", id")} LIMIT $6) AS nearest
            ORDER BY distance, id
            """;
    }
}
