using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace FashionNotebooks.Data;

/// <summary>Looks at every file of a data folder once: hash, size, a small thumbnail.</summary>
public static class DataInspection
{
    /// <summary>Mean difference in grey levels up to which two 16 x 16 thumbnails count as the same picture.</summary>
    public const double NearThreshold = 4;

    private static readonly Preprocessing thumbnail = new(16);

    /// <summary>Inspects a folder with or without splits.</summary>
    /// <param name="directory">The data folder.</param>
    /// <param name="classes">Classes to look at; null = all.</param>
    /// <param name="corrections">Repairs of labels to apply first.</param>
    /// <param name="nearThreshold">Mean difference of thumbnails up to which pictures count as the same.</param>
    /// <param name="threads">Threads that read.</param>
    /// <param name="progress">Told about a hundred times.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InputException">No folder or no picture in it.</exception>
    public static DataReport Run(
        string directory, IReadOnlyList<string>? classes = null, Corrections? corrections = null, double nearThreshold = NearThreshold, int threads = 2,
        IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default)
    {
        DataRoot root = DataRoot.Open(directory);
        (string Split, ImageFolder Folder)[] folders = root.IsSplit
            ? [.. root.Splits.Select(s => (s, root.OpenSplit(s, classes, corrections: corrections)))]
            : [("", root.OpenSplit("", classes, corrections: corrections))];
        var problems = new ConcurrentBag<FileProblem>(folders.SelectMany(f => f.Folder.Problems));
        PhotoFacts[] photos = Look(root.Path, folders, problems, threads, progress, cancellation);
        return new(
            root.Path, Fingerprint(photos), [.. folders.SelectMany(f => f.Folder.Classes).Distinct()],
            [.. folders.Select(f => Split(f.Split, [.. photos.Where(p => p.Split == f.Split)]))], Sizes(photos),
            Duplicates(photos, nearThreshold, threads), SharedContributors(photos), [.. problems.OrderBy(p => p.Path, StringComparer.Ordinal)]);
    }

    /// <summary>SHA-256 over the sorted relative names and hashes: what a checkpoint was trained on.</summary>
    public static string Fingerprint(IEnumerable<PhotoFacts> photos)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (PhotoFacts photo in photos.OrderBy(p => p.Name, StringComparer.Ordinal))
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{photo.Sha256}  {photo.Name}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static PhotoFacts[] Look(
        string root, (string Split, ImageFolder Folder)[] folders, ConcurrentBag<FileProblem> problems, int threads,
        IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        (string Split, string Class, ImageItem Item)[] items =
            [.. folders.SelectMany(f => f.Folder.Items.Select(i => (f.Split, f.Folder.Classes[i.Label], i)))];
        var facts = new PhotoFacts?[items.Length];
        int done = 0, step = Math.Max(1, items.Length / 100);
        Parallel.For(0, items.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
        {
            try
            {
                facts[i] = Photo.WithPath(items[i].Item.Path, null, bytes => Facts(root, items[i], bytes));
            }
            catch (InputException e)
            {
                problems.Add(new(items[i].Item.Path, e.InnerException?.Message.TrimEnd('.') ?? e.Message));
            }
            if (Interlocked.Increment(ref done) is int now && (now % step == 0 || now == items.Length))
                progress?.Report(new(now, items.Length));
        });
        return [.. facts.OfType<PhotoFacts>()];
    }

    private static PhotoFacts Facts(string root, (string Split, string Class, ImageItem Item) item, ReadOnlySpan<byte> bytes)
    {
        ImageHeader header = ImageHeader.Read(bytes);
        byte[] small = new byte[3 * thumbnail.Size * thumbnail.Size];
        PhotoDecoder.Decode(bytes, thumbnail, small);
        string name = Path.GetRelativePath(root, item.Item.Path).Replace('\\', '/');
        return new(item.Item, name, item.Split, item.Class, bytes.Length, header.UprightWidth, header.UprightHeight, Convert.ToHexStringLower(SHA256.HashData(bytes)))
        {
            Thumbnail = small,
        };
    }

    private static SplitFacts Split(string name, PhotoFacts[] photos)
    {
        int[] bySender = [.. photos.Where(p => p.Item.Sender is not null).GroupBy(p => p.Item.Sender).Select(g => g.Count())];
        return new(
            name, photos.Length, photos.CountBy(p => p.Class).OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary(), bySender.Length,
            bySender.Length == 0 ? 0 : (double)bySender.Max() / photos.Length, photos.Sum(p => p.Bytes));
    }

    private static Dictionary<string, int> Sizes(PhotoFacts[] photos) =>
        photos.CountBy(p => $"{p.Width}x{p.Height}").OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).ToDictionary();

    private static DuplicatePair[] Duplicates(PhotoFacts[] photos, double threshold, int threads) =>
        [.. DuplicateFinder.Near([.. photos.Select(p => p.Thumbnail)], threshold, threads)
            .Select(p => Pair(photos[p.First], photos[p.Second], p.Distance))
            .OrderByDescending(p => p.SameBytes).ThenBy(p => p.Distance).ThenBy(p => p.First, StringComparer.Ordinal)];

    private static DuplicatePair Pair(PhotoFacts a, PhotoFacts b, double distance)
    {
        if (string.CompareOrdinal(a.Name, b.Name) > 0)
            (a, b) = (b, a);
        return new(a.Name, b.Name, distance, a.Sha256 == b.Sha256, a.Split != b.Split, a.Class == b.Class);
    }

    private static double? SharedContributors(PhotoFacts[] photos)
    {
        HashSet<string?> train = [.. photos.Where(p => p.Split == "train" && p.Item.Sender is not null).Select(p => p.Item.Sender)];
        PhotoFacts[] validation = [.. photos.Where(p => p.Split is "validation" or "val" or "valid" && p.Item.Sender is not null)];
        return train.Count == 0 || validation.Length == 0 ? null : (double)validation.Count(p => train.Contains(p.Item.Sender)) / validation.Length;
    }
}
