using FashionNotebooks.Search;

namespace FashionNotebooks.Postgres;

/// <summary>Opens what a user names as an index.</summary>
public static class IndexSource
{
    /// <summary>Opens an index file, or a catalogue in a database.</summary>
    /// <param name="source">A path, or an address as <see cref="PostgresAddress"/> reads it.</param>
    /// <param name="copyUpTo">As for <see cref="SearchIndex.Open"/>.</param>
    /// <exception cref="InputException">It cannot be opened.</exception>
    public static ISearchIndex Open(string source, long copyUpTo = 0) =>
        PostgresAddress.Matches(source) ? PostgresIndex.Open(PostgresAddress.Parse(source)) : SearchIndex.Open(source, copyUpTo);
}
