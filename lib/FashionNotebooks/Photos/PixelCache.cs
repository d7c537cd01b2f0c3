using Microsoft.Win32.SafeHandles;

namespace FashionNotebooks.Photos;

/// <summary>
/// Decoded photos on disk, so that a second run starts at once. What a photo's file holds, and the rule, name its pixels: a changed file is
/// decoded anew and no other. Each run adds one file with what it decoded: magic, the names, a SHA-256 of them; then the pixels of each
/// photo with theirs. Whatever is wrong with a file, it is as if it were not there. Above a size the files that no run has used for longest
/// are deleted.
/// </summary>
internal sealed class PixelCache : IDisposable
{
    /// <summary>Bytes that are kept, unless one run alone has more.</summary>
    internal const long MaxBytes = 4L << 30;
    private const int Version = 3, Sum = SHA256.HashSizeInBytes;
    private static readonly byte[] magic = "FNPIXEL2"u8.ToArray();
    private readonly string directory, rule;
    private readonly int photoBytes;
    private readonly long maxBytes;
    private readonly List<SafeFileHandle> files = [];
    private readonly Dictionary<string, (string Path, SafeFileHandle File, long At)> places = [];
    private readonly ConcurrentDictionary<string, bool> used = [];

    internal PixelCache(string directory, Preprocessing preprocessing, long maxBytes = MaxBytes)
    {
        (this.directory, this.maxBytes, photoBytes) = (directory, maxBytes, 3 * preprocessing.Size * preprocessing.Size);
        string text = string.Create(CultureInfo.InvariantCulture,
            $"{Version}|{preprocessing.Size}|{preprocessing.Crop}|{preprocessing.Blur:R}");
        rule = DataFingerprint.OfText(text)[..12];
        foreach (string path in Files($"{rule}-*.pixels"))
            Ignoring(() => Index(path));
    }

    /// <summary>Reads the pixels of a photo; false when they are not there. Several threads may read.</summary>
    /// <param name="name">The <see cref="DataFingerprint.OfBytes"/> of the photo's file.</param>
    internal bool TryRead(string name, Span<byte> pixels)
    {
        if (!places.TryGetValue(name, out var place))
            return false;
        Span<byte> sum = stackalloc byte[Sum];
        try
        {
            return RandomAccess.Read(place.File, pixels, place.At) == pixels.Length
                && RandomAccess.Read(place.File, sum, place.At + pixels.Length) == Sum
                && sum.SequenceEqual(SHA256.HashData(pixels))
                && (used[place.Path] = true);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>
    /// Adds photos, each with its place in memory, and deletes what is too much. A folder that cannot be written costs the next run its
    /// time and nothing else.
    /// </summary>
    internal unsafe void TryAdd(IReadOnlyDictionary<string, nint> photos)
    {
        foreach (string path in used.Keys)
            Ignoring(() => File.SetLastWriteTimeUtc(path, DateTime.UtcNow));
        if (photos.Count > 0)
        {
            try
            {
                AtomicFile.Write(Path.Combine(directory, $"{rule}-{Guid.NewGuid():N}.pixels"), stream =>
                {
                    byte[] start = [.. magic, .. BitConverter.GetBytes(photos.Count), .. photos.Keys.SelectMany(Convert.FromHexString)];
                    stream.Write(start);
                    stream.Write(SHA256.HashData(start));
                    foreach (nint address in photos.Values)
                    {
                        var pixels = new ReadOnlySpan<byte>((byte*)address, photoBytes);
                        stream.Write(pixels);
                        stream.Write(SHA256.HashData(pixels));
                    }
                });
            }
            catch (InputException)
            {
                return;
            }
        }
        Sweep();
    }

    public void Dispose() => files.ForEach(file => file.Dispose());

    private void Index(string path)
    {
        SafeFileHandle file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        files.Add(file);
        byte[] start = new byte[magic.Length + sizeof(int)], sum = new byte[Sum];
        if (RandomAccess.Read(file, start, 0) < start.Length || !start.AsSpan().StartsWith(magic))
            return;
        int count = BitConverter.ToInt32(start, magic.Length);
        long pixels = start.Length + ((count + 1L) * Sum);
        if (count <= 0 || RandomAccess.GetLength(file) != pixels + ((long)count * (photoBytes + Sum)))
            return;
        byte[] names = new byte[count * Sum];
        if (RandomAccess.Read(file, names, start.Length) < names.Length || RandomAccess.Read(file, sum, start.Length + names.Length) < Sum)
            return;
        if (!SHA256.HashData([.. start, .. names]).AsSpan().SequenceEqual(sum))
            return;
        for (int i = 0; i < count; i++)
            places.TryAdd(Convert.ToHexStringLower(names.AsSpan(i * Sum, Sum)), (path, file, pixels + ((long)i * (photoBytes + Sum))));
    }

    // A program that was killed while it wrote leaves its temporary file behind.
    private void Sweep()
    {
        foreach (string path in Files("*.pixels.*.tmp").Where(path => File.GetLastWriteTimeUtc(path) < DateTime.UtcNow.AddHours(-1)))
            Ignoring(() => File.Delete(path));
        long kept = 0;
        foreach (FileInfo file in Files("*.pixels").Select(path => new FileInfo(path)).OrderByDescending(file => file.LastWriteTimeUtc)
            .Index()
            .Where(entry => (kept += entry.Item.Exists ? entry.Item.Length : 0) > maxBytes && entry.Index > 0).Select(entry => entry.Item))
        {
            Ignoring(file.Delete);
        }
    }

    private string[] Files(string pattern) => Directory.Exists(directory) ? Directory.GetFiles(directory, pattern) : [];

    // Another program deletes or owns the file: it is not needed here either way.
    private static void Ignoring(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
