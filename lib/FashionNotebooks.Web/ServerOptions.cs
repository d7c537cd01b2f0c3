namespace FashionNotebooks.Web;

/// <summary>What a server serves and where.</summary>
public sealed record ServerOptions
{
    /// <summary>Where it listens when nothing else is said: this machine only.</summary>
    public const string DefaultUrls = "http://127.0.0.1:8080";

    /// <summary>The checkpoint: a classifier, or the encoder that made the index.</summary>
    public required string Model { get; init; }

    /// <summary>The index: a file, or the address of a catalogue in a database (<c>postgres://…</c>). If another model than <see cref="Model"/> made it, that one is loaded for the embeddings too.</summary>
    public required string Index { get; init; }

    /// <summary>Addresses to listen on, separated by semicolons; port 0 is any free port.</summary>
    public string Urls { get; init; } = DefaultUrls;

    /// <summary>What clients may ask for.</summary>
    public ServerLimits Limits { get; init; } = new();

    /// <summary>How often the files are looked at for a new version; zero never.</summary>
    public TimeSpan ReloadCheck { get; init; } = TimeSpan.FromSeconds(2);
}
