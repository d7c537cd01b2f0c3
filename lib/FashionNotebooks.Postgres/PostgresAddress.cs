using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace FashionNotebooks.Postgres;

/// <summary>
/// Where a catalogue lies: <c>postgres://user:password@host:port/database?schema=fashion&amp;sslmode=require&amp;connections=4</c>. What is
/// missing comes from PGUSER, PGPASSWORD or the password file, as for psql. Its text never holds user or password.
/// </summary>
public sealed partial class PostgresAddress
{
    /// <summary>The schema when the address names none.</summary>
    public const string DefaultSchema = "fashion";

    private const int DefaultPort = 5432, DefaultConnections = 4;
    private readonly string connection;

    private PostgresAddress(NpgsqlConnectionStringBuilder settings, string schema)
    {
        connection = settings.ConnectionString;
        (Server, User, Schema, Database) = ($"{settings.Host}:{settings.Port}", settings.Username, schema, settings.Database);
    }

    /// <summary>The schema that holds the catalogue: one database may hold many.</summary>
    public string Schema { get; }

    internal string Server { get; }

    /// <summary>Null: as PGUSER or the operating system says.</summary>
    internal string? User { get; }

    /// <summary>Null: that of the user's name.</summary>
    internal string? Database { get; }

    /// <summary>Whether a text is an address of a database and not a file's name.</summary>
    public static bool Matches(string text) => Scheme().IsMatch(text);

    /// <exception cref="InputException">It cannot be read; the message does not repeat it, for the sake of its password.</exception>
    public static PostgresAddress Parse(string text)
    {
        if (!Matches(text) || !Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0 || uri.Fragment.Length > 0)
            throw Unreadable("it is incomplete, or a character of the password must be written as %XX (# as %23, / as %2F)");
        string[] user = uri.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = uri.DnsSafeHost,
            Port = uri.Port > 0 ? uri.Port : DefaultPort,
            MaxPoolSize = DefaultConnections,
            NoResetOnClose = true, // nothing is set for longer than a statement
            ApplicationName = "fashion",
        };
        if (user[0].Length > 0)
            settings.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            settings.Password = Uri.UnescapeDataString(user[1]);
        if (uri.AbsolutePath.Length > 1)
            settings.Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        return new PostgresAddress(settings, Options(uri.Query, settings));
    }

    /// <summary>The address without user and password.</summary>
    public override string ToString() => $"postgres://{Server}/{Database}{(Schema == DefaultSchema ? "" : $"?schema={Schema}")}";

    /// <summary>A connection that is not open yet; closed ones are kept for the next.</summary>
    internal NpgsqlConnection Connection() => new(connection);

    /// <summary>Reads what stands behind the question mark into the settings and returns the schema.</summary>
    private static string Options(string query, NpgsqlConnectionStringBuilder settings)
    {
        string schema = DefaultSchema;
        foreach (string option in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = option.Split('=', 2);
            string value = Uri.UnescapeDataString(pair[^1]);
            switch (pair[0])
            {
                case "schema" when SchemaName().IsMatch(value):
                    schema = value;
                    break;
                case "sslmode" when Enum.TryParse(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out SslMode mode):
                    settings.SslMode = mode;
                    break;
                case "connections" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
                    && count is >= 1 and <= 1000:
                    settings.MaxPoolSize = count;
                    break;
                default:
                    throw Unreadable("behind the question mark stand schema=NAME (small letters, digits and _), "
                        + "sslmode=disable|prefer|require|verify-ca|verify-full or connections=N, joined by &");
            }
        }
        return schema;
    }

    private static InputException Unreadable(string finding) =>
        new($"the address of the database cannot be read: {finding}; write postgres://USER:PASSWORD@HOST:PORT/DATABASE");

    [GeneratedRegex("^postgres(ql)?://", RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex SchemaName();
}
