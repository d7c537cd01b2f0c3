namespace FashionNotebooks.Models;

/// <summary>
/// Weights that torchvision publishes, fetched once. A file's name carries the first eight hex digits of its SHA-256, which are
/// checked. What a cut connection left goes on where it was.
/// </summary>
/// <param name="client">Makes the requests.</param>
/// <param name="pause">Wait before the first retry.</param>
public sealed class PublishedWeights(HttpClient client, TimeSpan? pause = null)
{
    private const string Source = "https://download.pytorch.org/models/";
    private const int DigitCount = 8;

    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        [Architectures.MobileNetV2] = "mobilenet_v2-b0353104.pth",
        [Architectures.ResNet18] = "resnet18-f37072fd.pth",
        [Architectures.ResNet50] = "resnet50-0676ba61.pth",
        [Architectures.EfficientNetB0] = "efficientnet_b0_rwightman-7f5810bc.pth",
    };

    /// <summary>The architectures that have published weights to fetch.</summary>
    public static IReadOnlyCollection<string> Names => Files.Keys;

    /// <summary>The name of an architecture's file.</summary>
    /// <exception cref="InputException">Nobody publishes weights for it here.</exception>
    public static string FileOf(string name) => Files.TryGetValue(name, out string? file)
        ? file
        : throw new InputException($"there are no weights to fetch for '{name}'; choose one of {string.Join(", ", Names)}");

    /// <summary>Fetches the weights of an architecture, unless they are there.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="directory">Where the file goes.</param>
    /// <param name="from">Another address of the folder of files, or null.</param>
    /// <param name="progress">Follows the bytes.</param>
    /// <param name="cancellation">Stops; a second run goes on.</param>
    /// <returns>The file.</returns>
    /// <exception cref="InputException">The server refuses, or the bytes are not those that were published.</exception>
    public async Task<string> FetchAsync(
        string name, string directory, string? from = null, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellation = default) =>
        await FetchFileAsync(FileOf(name), directory, from, progress, cancellation).ConfigureAwait(false);

    internal async Task<string> FetchFileAsync(
        string file, string directory, string? from, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        string path = Path.Combine(directory, file), fetched = path + ".fetched";
        if (File.Exists(path) && Fits(path, file))
            return path;
        if (!Uri.TryCreate((from ?? Source).TrimEnd('/') + "/" + file, UriKind.Absolute, out Uri? address)
            || address.Scheme is not ("http" or "https"))
            throw new InputException($"'{from}' is not an address; give one that begins with https://");
        AtomicFile.RequirePlace(path);
        await new ResumableDownload(client, pause).FetchAsync(address, fetched, progress, cancellation).ConfigureAwait(false);
        if (!Fits(fetched, file))
        {
            File.Delete(fetched);
            throw new InputException(
                $"{address} has other bytes than were published: their SHA-256 does not begin with {Digits(file)}; try again later or "
                    + "from elsewhere");
        }
        File.Move(fetched, path, overwrite: true);
        return path;
    }

    private static bool Fits(string path, string file) =>
        DataFingerprint.OfFile(path).StartsWith(Digits(file), StringComparison.Ordinal);

    private static string Digits(string file) => Path.GetFileNameWithoutExtension(file)[^DigitCount..];
}
