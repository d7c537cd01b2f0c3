namespace FashionNotebooks.Web;

/// <summary>What a server serves and where.</summary>
public sealed record ServerOptions
{
    /// <summary>Where it listens when nothing else is said: this machine only.</summary>
    public const string DefaultUrls = "http://127.0.0.1:8080";

    /// <summary>The checkpoint: a classifier, or the encoder that made the index.</summary>
    public required string Model { get; init; }

    /// <summary>The index: a file, or the address of a catalogue in a database (<c>postgres://…</c>). If another model than
    /// <see cref="Model"/> made it, that one is loaded for the embeddings too.</summary>
    public required string Index { get; init; }

    /// <summary>Addresses to listen on, separated by semicolons; port 0 is any free port.</summary>
    public string Urls { get; init; } = DefaultUrls;

    /// <summary>Pages of which other sites may ask this server, as <c>https://shop.example</c>; <c>*</c> is any.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>What clients may ask for.</summary>
    public ServerLimits Limits { get; init; } = new();

    /// <summary>How often the files are looked at for a new version; zero never.</summary>
    public TimeSpan ReloadCheck { get; init; } = TimeSpan.FromSeconds(2);
}

/// <summary>What clients may ask for. Whoever asks for more gets a status that says which limit it was.</summary>
public sealed record ServerLimits
{
    /// <summary>Bytes and pixels of one photo (413).</summary>
    public PhotoLimits Photo { get; init; } = PhotoLimits.Upload;

    /// <summary>Bytes that all uploads in progress may hold together (503).</summary>
    public long UploadBytes { get; init; } = Limits.UploadsBytes;

    /// <summary>Photos that wait to be decoded or read by the model (503).</summary>
    public int Waiting { get; init; } = Limits.Waiting;

    /// <summary>Open connections; more are closed at once.</summary>
    public int Connections { get; init; } = Limits.Connections;

    /// <summary>Photos that one client address may send in a second, twice as many in a burst (429); 0 is any number.</summary>
    public int PhotosPerSecond { get; init; }

    /// <summary>How long a request may take (504).</summary>
    public TimeSpan RequestTime { get; init; } = TimeSpan.FromSeconds(Limits.RequestSeconds);

    /// <summary>How long the headers of a request may take to arrive (408).</summary>
    public TimeSpan HeaderTime { get; init; } = TimeSpan.FromSeconds(Limits.HeadSeconds);

    /// <summary>Bytes a second that a body must arrive with after <see cref="SlowTime"/> (408).</summary>
    public double BytesPerSecond { get; init; } = Limits.BodyRate;

    /// <summary>How long a body may be slower; more than a second.</summary>
    public TimeSpan SlowTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long requests in progress may take when the server stops.</summary>
    public TimeSpan StopTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Results of one search (400).</summary>
    public int Results { get; init; } = 100;

    /// <summary>Photos in one pass through the model.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>How long a pass waits for photos that are being decoded.</summary>
    public TimeSpan BatchWait { get; init; } = TimeSpan.FromMilliseconds(2);
}
