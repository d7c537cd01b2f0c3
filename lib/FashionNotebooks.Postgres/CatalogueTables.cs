using System.Globalization;

namespace FashionNotebooks.Postgres;

/// <summary>
/// The tables of a catalogue and what is said to them. Everything that a user or a file gives is a parameter; only the name of the schema,
/// which <see cref="PostgresAddress"/> holds to letters, digits and underscores, stands in the text.
/// </summary>
internal sealed class CatalogueTables(string schema)
{
    /// <summary>The most values that a graph of pgvector takes, as halves of 16 bits.</summary>
    internal const int LargestGraph = 4000;

    private const int LargestWhole = 2000; // in full precision

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
            changed bigint NOT NULL DEFAULT 0,
            looks boolean NOT NULL DEFAULT false);
        CREATE TABLE {items} (
            path text PRIMARY KEY,
            id bigint GENERATED ALWAYS AS IDENTITY,
            class text NOT NULL,
            metadata jsonb NOT NULL,
            fingerprint bigint NOT NULL,
            embedding vector({dimension}) NOT NULL,
            colour real[],
            look real[],
            pattern real[]);
        CREATE INDEX items_class ON {items} (class);
        """);

    /// <summary>Whether the tables are of the version before looks were kept.</summary>
    internal string LackLooks => $"""
        SELECT NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = '{items}'::regclass AND attname = 'look' AND NOT attisdropped)
        """;

    /// <summary>Gives such tables what they lack; only their owner may.</summary>
    internal string AddLooks => $"""
        ALTER TABLE {catalogue} ADD COLUMN looks boolean NOT NULL DEFAULT false;
        ALTER TABLE {items} ADD COLUMN colour real[], ADD COLUMN look real[], ADD COLUMN pattern real[]
        """;

    /// <summary>Spreads the rows over the machines of a Citus cluster.</summary>
    internal string Distribute =>
        $"SELECT create_reference_table('{catalogue}'), create_distributed_table('{items}', 'path')";

    /// <summary>Model, hash, dimension and metric of a new catalogue.</summary>
    internal string Describe => $"INSERT INTO {catalogue} (model, model_sha256, dimension, metric) VALUES ($1, $2, $3, $4)";

    // An earlier version's table has no column of that name.
    internal string Read => $"""
        SELECT model, model_sha256, dimension, metric, kind, changed, coalesce((to_jsonb(it)->>'looks')::boolean, false)
        FROM {catalogue} AS it
        """;

    /// <summary>Places, from 1, of the paths ($1) that are there with their fingerprints ($2).</summary>
    internal string Known => $"""
        SELECT coalesce(array_agg(given.place), ARRAY[]::bigint[])
        FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS given (path, fingerprint, place)
        JOIN {items} AS there ON there.path = given.path AND there.fingerprint = given.fingerprint
        """;

    /// <summary>
    /// Adds photos or renews them: paths, classes, metadata, fingerprints, and, each in one array, all embeddings, colours, looks and
    /// patterns; where the looks were not read, their widths are 0.
    /// </summary>
    internal string Upsert(int dimension, int look, int pattern)
    {
        return $"""
            INSERT INTO {items} (path, class, metadata, fingerprint, embedding, colour, look, pattern)
            SELECT path, class, metadata::jsonb, fingerprint, ({Row(5, dimension)})::vector,
                {(look > 0 ? $"{Row(6, 3)}, {Row(7, look)}, {Row(8, pattern)}" : "NULL::real[], NULL::real[], NULL::real[]")}
            FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[])
                WITH ORDINALITY AS given (path, class, metadata, fingerprint, place)
            ORDER BY place
            ON CONFLICT (path) DO UPDATE SET
                class = excluded.class, metadata = excluded.metadata, fingerprint = excluded.fingerprint,
                embedding = excluded.embedding, colour = excluded.colour, look = excluded.look, pattern = excluded.pattern
            """;

        static string Row(int parameter, int width) =>
            string.Create(CultureInfo.InvariantCulture, $"(${parameter}::real[])[(place - 1) * {width} + 1 : place * {width}]");
    }

    internal string Count => $"SELECT count(*) FROM {items}";

    internal string AllHaveLooks => $"SELECT NOT EXISTS (SELECT FROM {items} WHERE look IS NULL)";

    internal string Link(DistanceMetric metric, int dimension)
    {
        string by = metric == DistanceMetric.Cosine ? "cosine_ops" : "l2_ops";
        string column = dimension > LargestWhole ? $"({Half("embedding", dimension)}) halfvec_{by}" : $"embedding vector_{by}";
        return $"CREATE INDEX IF NOT EXISTS items_embedding ON {items} USING hnsw ({column})";
    }

    internal string Unlink => $"DROP INDEX IF EXISTS \"{schema}\".items_embedding";

    /// <summary>Says that the catalogue can be searched, and how; readers see another <c>changed</c>.</summary>
    internal string Finish =>
        $"UPDATE {catalogue} SET kind = $1, looks = $2, changed = (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

    internal string Analyze => $"ANALYZE {items}";

    /// <summary>All photos in their order, up to an id ($1); with embeddings and looks as the last columns if they are wanted.</summary>
    internal string Photos(bool embeddings = false, bool looks = false) => $"""
        SELECT id, path, class, metadata->>'sha256', metadata->>'sender'
            {(embeddings ? ", embedding::real[]" : "")}{(looks ? ", colour, look, pattern" : "")} FROM {items}
        WHERE id <= $1 ORDER BY id
        """;

    internal string Embedding => $"SELECT embedding::real[] FROM {items} WHERE path = $1";

    /// <summary>How the next statement of the batch searches: through the graph, or comparing all that the filter accepts.</summary>
    internal static string Settings(bool linked, int breadth) => linked
        ? string.Create(CultureInfo.InvariantCulture,
            $"SELECT set_config('hnsw.ef_search', '{breadth}', true), set_config('hnsw.iterative_scan', 'strict_order', true)")
        : "SELECT set_config('enable_indexscan', 'off', true)";

    /// <summary>
    /// Ids and distances of the nearest: query ($1), largest id ($2), classes ($3), senders ($4), ids ($5), how many ($6); a list that is
    /// null does not count.
    /// </summary>
    internal string Nearest(DistanceMetric metric, bool linked, int dimension)
    {
        const string query = "$1::real[]::vector";
        string sign = metric == DistanceMetric.Cosine ? "<=>" : "<->", distance = $"embedding {sign} {query}";
        // The graph's own order is that of its halves; the distances that are told are whole.
        string order = linked && dimension > LargestWhole ? $"{Half("embedding", dimension)} {sign} {Half(query, dimension)}" : distance;
        // Only the order by distance alone is one that a graph can give; equally near ones are put in order afterwards.
        return $"""
            SELECT id, distance FROM (
                SELECT id, {distance} AS distance FROM {items}
                WHERE id <= $2 AND ($3::text[] IS NULL OR class = ANY ($3))
                    AND ($4::text[] IS NULL OR metadata->>'sender' = ANY ($4))
                    AND ($5::bigint[] IS NULL OR id = ANY ($5))
                ORDER BY {order}{(linked ? "" : ", id")} LIMIT $6) AS nearest
            ORDER BY distance, id
            """;
    }

    private static string Half(string vector, int dimension) =>
        string.Create(CultureInfo.InvariantCulture, $"{vector}::halfvec({dimension})");
}
