namespace FashionNotebooks.Photos.Garments;

/// <summary>Pairs of a data set's photos, by their items.</summary>
internal sealed class GarmentPairs : IDisposable
{
    private const string OtherClass = "other-class", SameClass = "same-class";

    private GarmentPairs(IReadOnlyList<(int A, int B, bool Same, string Difficulty)> pairs, PhotoSet? more) =>
        (Pairs, More) = (pairs, more);

    /// <summary>The pairs; numbers from the set's count on mean photos of <see cref="More"/>.</summary>
    internal IReadOnlyList<(int A, int B, bool Same, string Difficulty)> Pairs { get; }
    internal PhotoSet? More { get; } // photos outside the set that the pairs need; null when they need none

    /// <summary>
    /// The pairs of <c>pairs.csv</c> near the folder that have a photo in the set; without such a file every two photos of an item, and as
    /// many of two items of one class and of two classes.
    /// </summary>
    internal static GarmentPairs Of(PhotoSet photos, IReadOnlyList<int> items, long seed)
    {
        if (Senders.Find(photos.Folder.Root, PairFile.FileName) is not { } file)
            return new GarmentPairs(Drawn(photos, items, seed), null);
        HashSet<string> own = [.. photos.Items.Select(item => item.Path)];
        PhotoPair[] pairs = [.. PairFile.Read(file).Where(pair => own.Contains(pair.A) || own.Contains(pair.B))];
        string[] others = [.. pairs.SelectMany(pair => new[] { pair.A, pair.B }).Where(path => !own.Contains(path) && File.Exists(path))
            .Distinct()];
        PhotoSet? more = others.Length == 0 ? null : PhotoSet.Load(ImageFolder.OfFiles(others, file), photos.Preprocessing,
            cacheDirectory: "");
        Dictionary<string, int> places = photos.Items.Concat(more?.Items ?? []).Select((item, i) => (item.Path, i))
            .ToDictionary(pair => pair.Path, pair => pair.i, StringComparer.Ordinal);
        return new GarmentPairs([.. from pair in pairs
                                 where places.ContainsKey(pair.A) && places.ContainsKey(pair.B)
                                 select (places[pair.A], places[pair.B], pair.Same, pair.Same ? "" : pair.Difficulty)], more);
    }

    public void Dispose() => More?.Dispose();

    private static List<(int A, int B, bool Same, string Difficulty)> Drawn(PhotoSet photos, IReadOnlyList<int> items, long seed)
    {
        int[] known = [.. Enumerable.Range(0, photos.Count).Where(i => items[i] >= 0)];
        List<(int A, int B, bool Same, string Difficulty)> pairs = [.. from a in known
                                                                       from b in known
                                                                       where a < b && items[a] == items[b]
                                                                       select (a, b, true, "")];
        int wanted = pairs.Count;
        var random = new CounterRandom((ulong)seed, 0);
        foreach (bool sameClass in new[] { true, false })
        {
            var drawn = new HashSet<(int, int)>();
            for (int tries = 0; drawn.Count < wanted && tries < 200 * wanted; tries++) // few items may have fewer
            {
                int a = known[random.Next(known.Length)], b = known[random.Next(known.Length)];
                if (a < b && items[a] != items[b] && (photos.Items[a].Label == photos.Items[b].Label) == sameClass && drawn.Add((a, b)))
                    pairs.Add((a, b, false, sameClass ? SameClass : OtherClass));
            }
        }
        return pairs;
    }
}
