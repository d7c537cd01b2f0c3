using System.Net;

namespace FashionNotebooks.Web;

/// <summary>Where a server may listen.</summary>
public static class ListenAddress
{
    /// <summary>Whether all addresses can be reached from this machine only.</summary>
    /// <exception cref="InputException">One is no address.</exception>
    public static bool AllLoopback(string urls) => Array.TrueForAll(Parse(urls), uri =>
        uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address)));

    /// <exception cref="InputException">One is no address.</exception>
    internal static Uri[] Parse(string urls)
    {
        string[] parts = (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // Kestrel takes * and + for all addresses, which no URI may hold.
        Uri[] parsed = [.. parts.Select(part => Uri.TryCreate(part.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out Uri? uri)
            && uri is { Scheme: "http", PathAndQuery: "/" } ? uri
            : throw new InputException($"'{part}' is no address to listen on; give one like {ServerOptions.DefaultUrls} (for https put a proxy in front)"))];
        return parsed.Length > 0 ? parsed : throw new InputException($"there is no address to listen on; give one like {ServerOptions.DefaultUrls}");
    }
}
