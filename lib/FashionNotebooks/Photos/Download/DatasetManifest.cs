namespace FashionNotebooks.Photos.Download;

/// <summary>The files of a data set and the SHA-256 of each, in the format of <c>sha256sum</c>.</summary>
public sealed class DatasetManifest
{
    private const string Resource = "clothing-dataset-small.sha256";

    private DatasetManifest(IReadOnlyDictionary<string, string> hashes) => Hashes = hashes;

    /// <summary>Relative path with forward slashes → SHA-256 in lower-case hexadecimal.</summary>
    public IReadOnlyDictionary<string, string> Hashes { get; }

    /// <summary>Train and validation of <c>clothing-dataset-small</c>, as committed in <c>data/</c>.</summary>
    public static DatasetManifest ClothingSmall()
    {
        using Stream stream = typeof(DatasetManifest).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the library was built without {Resource}");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>Reads lines <c>hash path</c>.</summary>
    /// <exception cref="InputException">A line is none.</exception>
    public static DatasetManifest Parse(string text)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] parts = line.Split("  ", 2);
            if (parts.Length != 2 || parts[0].Length != 2 * SHA256.HashSizeInBytes)
                throw new InputException($"'{line}' is no line of a SHA-256 manifest; expected 'hash  path'");
            hashes[parts[1]] = parts[0];
        }
        return new(hashes);
    }

    /// <summary>The files below <paramref name="directory"/> that are missing or have other bytes, in ordinal order.</summary>
    public IReadOnlyList<FileProblem> Check(string directory, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var problems = new List<FileProblem>();
        int done = 0;
        foreach ((string name, string hash) in Hashes.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            string path = Path.Combine(directory, name);
            if (!File.Exists(path))
                problems.Add(new(path, "missing"));
            else if (DataFingerprint.OfFile(path) != hash)
                problems.Add(new(path, "other bytes than published"));
            progress?.Report(new("check", ++done, Hashes.Count));
        }
        return problems;
    }
}
