namespace FashionNotebooks;

/// <summary>Where this project keeps what it can make or fetch again; safe to delete.</summary>
public static class CacheFolder
{
    /// <summary><c>FASHION_CACHE</c>, else <c>fashionnotebooks</c> in the user's cache folder. It need not exist.</summary>
    public static string Path => Variable("FASHION_CACHE") ?? System.IO.Path.Combine(UserCache, "fashionnotebooks");

    private static string UserCache => Variable("XDG_CACHE_HOME") ?? System.IO.Path.Combine(Home, ".cache");

    private static string Home =>
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home ? home : System.IO.Path.GetTempPath();

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
