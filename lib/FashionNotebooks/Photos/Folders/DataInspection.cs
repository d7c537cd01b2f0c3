using FashionNotebooks.Photos.Copies;

namespace FashionNotebooks.Photos.Folders;

/// <summary>Looks at every file of a data folder once: hash, size, a thumbnail that shows copies.</summary>
public static class DataInspection
{
    // Chosen on drawn photos: all of 8 planted copies reach it, of 20 pairs of views of one garment or of two alike garments none.
    private const float LeastSimilarity = 0.98f;

    /// <summary>Inspects a folder with or without splits.</summary>
    /// <exception cref="InputException">No folder or no photo in it.</exception>
    public static DataReport Run(
        string directory, IReadOnlyList<string>? classes = null, Corrections? corrections = null, int threads = 2,
        IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default)
    {
        DataRoot root = DataRoot.Open(directory);
        (string Split, ImageFolder Folder)[] folders = root.IsSplit
            ? [.. root.Splits.Select(s => (s, root.OpenSplit(s, classes, corrections: corrections)))]
            : [("", root.OpenSplit("", classes, corrections: corrections))];
        var problems = new ConcurrentBag<FileProblem>(folders.SelectMany(f => f.Folder.Problems));
        if (corrections?.Unmatched is { Count: > 0 } rows)
        {
            string all = rows.Count > 1 ? $" ({rows.Count} rows fit no photo)" : "";
            problems.Add(new(corrections.Source, $"no photo is called '{rows[0]}'{all}"));
        }
        foreach (FileProblem loose in root.IsSplit ? FolderScan.Loose(new(root.Path)) : [])
            problems.Add(loose);
        PhotoFacts[] photos = Look(root.Path, folders, problems, threads, progress, cancellation);
        return new(
            root.Path,
            DataFingerprint.Of(photos.Select(p => (p.Name, p.Sha256))),
            [.. folders.SelectMany(f => f.Folder.Classes).Distinct()],
            [.. folders.Select(f => Split(f.Split, [.. photos.Where(p => p.Split == f.Split)]))],
            Sizes(photos),
            Duplicates(photos, threads, cancellation),
            SharedContributors(photos),
            [.. problems.OrderBy(p => p.Path, StringComparer.Ordinal)]);
    }

    /// <summary>What is known of one file; its name counts from the data folder, its size is as seen.</summary>
    private sealed record PhotoFacts(
        PhotoFile Item, string Name, string Split, string Class, long Bytes, (int Width, int Height) Size, string Sha256, Photo Small);

    private static PhotoFacts[] Look(
        string root, (string Split, ImageFolder Folder)[] folders, ConcurrentBag<FileProblem> problems, int threads,
        IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        (string Split, string Class, PhotoFile Item)[] items =
            [.. folders.SelectMany(f => f.Folder.Items.Select(i => (f.Split, f.Folder.Classes[i.Label], i)))];
        var facts = new PhotoFacts?[items.Length];
        int done = 0, step = Math.Max(1, items.Length / 100);
        Parallel.For(0, items.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
        {
            (string split, string name, PhotoFile item) = items[i];
            try
            {
                facts[i] = PhotoLimits.WithPath(item.Path, null, bytes =>
                {
                    using var decoder = new PhotoDecoder(bytes);
                    using Pixels pixels = decoder.Decode(Sketch.Side), small = Resampling.Resize(pixels, Sketch.Side, Sketch.Side);
                    return new PhotoFacts(
                        item, DataFingerprint.RelativeName(root, item.Path), split, name, bytes.Length, decoder.Size,
                        DataFingerprint.OfBytes(bytes), small.ToPhoto());
                });
            }
            catch (InputException e)
            {
                problems.Add(new(item.Path, e.InnerException?.Message.TrimEnd('.') ?? e.Message));
            }
            if (Interlocked.Increment(ref done) is int now && (now % step == 0 || now == items.Length))
                progress?.Report(new(now, items.Length));
        });
        return [.. facts.OfType<PhotoFacts>()];
    }

    private static SplitFacts Split(string name, PhotoFacts[] photos)
    {
        int[] bySender = [.. photos.Where(p => p.Item.Sender is not null).GroupBy(p => p.Item.Sender).Select(g => g.Count())];
        return new(
            name, photos.Length, photos.CountBy(p => p.Class).OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary(), bySender.Length,
            bySender.Length == 0 ? 0 : (double)bySender.Max() / photos.Length, photos.Sum(p => p.Bytes));
    }

    private static Dictionary<string, int> Sizes(PhotoFacts[] photos) =>
        photos.CountBy(p => $"{p.Size.Width}x{p.Size.Height}").OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
            .ToDictionary();

    private static DuplicatePair[] Duplicates(PhotoFacts[] photos, int threads, CancellationToken cancellation)
    {
        // Copies of a photo without structure, such as a blank one, are found by their bytes alone.
        IEnumerable<PhotoCopy> same = Enumerable.Range(0, photos.Length).GroupBy(i => photos[i].Sha256)
            .SelectMany(g => g.SelectMany(i => g.Where(j => j > i).Select(j => new PhotoCopy(i, j, 1))));
        return [.. same.Concat(PhotoCopies.Find(photos.Length, i => photos[i].Small, threads, cancellation))
            .Where(copy => copy.Structure >= LeastSimilarity)
            .DistinctBy(copy => (copy.A, copy.B))
            .Select(copy => Pair(photos[copy.A], photos[copy.B], copy.Structure))
            .OrderByDescending(p => p.SameBytes).ThenByDescending(p => p.Similarity).ThenBy(p => p.First, StringComparer.Ordinal)];
    }

    private static DuplicatePair Pair(PhotoFacts a, PhotoFacts b, double similarity)
    {
        if (string.CompareOrdinal(a.Name, b.Name) > 0)
            (a, b) = (b, a);
        return new(a.Name, b.Name, Math.Min(similarity, 1), a.Sha256 == b.Sha256, a.Split != b.Split, a.Class == b.Class);
    }

    private static double? SharedContributors(PhotoFacts[] photos)
    {
        HashSet<string?> train = [.. photos.Where(p => p.Split == "train" && p.Item.Sender is not null).Select(p => p.Item.Sender)];
        PhotoFacts[] validation = [.. photos.Where(p => p.Split is "validation" or "val" or "valid" && p.Item.Sender is not null)];
        return train.Count == 0 || validation.Length == 0
            ? null : (double)validation.Count(p => train.Contains(p.Item.Sender)) / validation.Length;
    }
}
