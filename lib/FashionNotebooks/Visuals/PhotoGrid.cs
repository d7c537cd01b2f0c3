namespace FashionNotebooks.Visuals;

/// <summary>
/// Grids of photos, each as one <see cref="PhotoSheet"/> that can be read between 400 and 700 pixels of width. Wrong input, as a position
/// that is not one of the set, is an <see cref="ArgumentException"/> that says which.
/// </summary>
public static partial class PhotoGrid
{
    public static PhotoSheet Tiles(IReadOnlyList<Tile> tiles, int columns, int side = Tile.UsualSide, string title = "",
        string? altText = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 16);
        return new PhotoSheet((TileGrid.Of(title, tiles, columns) with { Side = side }).Draw(), altText ?? Named(tiles, title));
    }

    /// <summary>Some photos of each class: one row per class. The same seed shows the same photos.</summary>
    public static PhotoSheet Samples(PhotoSet photos, int perClass = 6, int seed = 0, string title = "Some photos of each class")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perClass, 1);
        var rows = new List<Tile[]>();
        var names = new List<string>();
        foreach ((int c, string name) in photos.Classes.Index())
        {
            int[] members = [.. Enumerable.Range(0, photos.Count).Where(i => photos.Items[i].Label == c)];
            new CounterRandom((ulong)seed, (ulong)c).Shuffle(members.AsSpan());
            if (members.Length == 0)
                continue;
            rows.Add([.. members.Take(perClass).Select(i => new Tile(Shown(photos, i), ""))]);
            names.Add(name);
        }
        string counts = string.Join(", ", names.Select((name, i) => $"{rows[i].Length} of {name}"));
        return Sheet(new TileGrid(title, rows) { Names = names }, $"photos in rows, {counts}");
    }

    /// <summary>Photos of a set in reading order.</summary>
    public static PhotoSheet Photos(
        PhotoSet photos, IReadOnlyList<int> positions, IReadOnlyList<string>? captions = null, int columns = 6, string title = "")
    {
        CheckPositions(photos, positions);
        captions ??= [.. positions.Select(i => ClassOf(photos, i))];
        return Grid([.. positions.Select(i => Shown(photos, i))], captions, columns, title);
    }

    /// <summary>Photos from a tensor: what a model reads, or bytes.</summary>
    public static PhotoSheet Tensors(
        Tensor photos, IReadOnlyList<string>? captions = null, int columns = 6, string title = "",
            NormalizationKind normalization = NormalizationKind.Half)
    {
        Photo[] shown = Of(photos, normalization);
        return Grid(shown, captions ?? [.. shown.Select(_ => "")], columns, title);
    }

    /// <summary>One photo, and versions of it as training sees them. The same seed gives the same versions.</summary>
    public static PhotoSheet Augmentations(PhotoSet photos, int position, Augmentation augmentation, int count = 12, int seed = 0)
    {
        CheckPositions(photos, [position]);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var augmenter = new Augmenter(augmentation, photos.Preprocessing.Size, seed);
        var tiles = new List<Tile> { new(photos.Photo(position), "the photo") };
        for (int version = 0; version < count; version++)
        {
            using Tensor changed = augmenter.Apply(photos, [position], version); // [1, 3, S, S]
            tiles.Add(new Tile(Of(changed)[0], $"version {version + 1}"));
        }
        int columns = Enumerable.Range(5, 4).MinBy(c => (c - (tiles.Count % c)) % c); // the fullest last row
        return Sheet(
            TileGrid.Of("One photo and its augmented versions", tiles, columns),
                $"a photo of {ClassOf(photos, position)} and {count} random changes of it");
    }

    /// <summary>Triplets: one row each, anchor, positive, negative; with a name for each row, or none.</summary>
    public static PhotoSheet Triplets(PhotoSet photos, IReadOnlyList<Triplet> triplets, IReadOnlyList<string>? captions = null)
    {
        int[][] members = [.. triplets.Select(t => new[] { t.Anchor, t.Positive, t.Negative })];
        CheckPositions(photos, [.. members.SelectMany(row => row)]);
        CheckCount(captions?.Count ?? triplets.Count, "captions", triplets.Count);
        Tile[][] rows = [.. members.Select(row => row.Select(i => new Tile(Shown(photos, i), ClassOf(photos, i))).ToArray())];
        var grid = new TileGrid("Triplets", rows) { Headings = ["anchor", "positive", "negative"], Names = captions ?? [], Width = 460 };
        string first = string.Join(", ", rows[0].Select(tile => tile.Caption));
        return Sheet(grid, $"{triplets.Count} rows of anchor, positive, negative; the first is {first}");
    }

    /// <summary>
    /// What the channels of a layer answer to a photo, from dark blue (a channel's lowest value) to yellow (its highest).
    /// </summary>
    public static PhotoSheet Activations(
        Tensor activations, Tensor? photo = null, int channels = 16, string title = "", IReadOnlyList<string>? captions = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        if (!(activations.dim() == 3 || (activations.dim() == 4 && activations.shape[0] == 1)) || activations.numel() == 0)
        {
            string shape = string.Join(", ", activations.shape);
            throw new ArgumentException($"activations have the shape [C, H, W], not [{shape}]; take one picture of a batch with its index");
        }
        using var scope = NewDisposeScope();
        PlaceMap[] all = PlaceMap.Of(activations), maps = [.. all.Take(channels)];
        captions ??= [.. maps.Select((_, i) => $"channel {i}")];
        CheckCount(captions.Count, "captions", maps.Length);
        IEnumerable<Tile> first = photo is null ? [] : [new Tile(Of(photo.dim() == 3 ? photo.unsqueeze(0) : photo)[0], "photo")];
        Tile[] tiles = [.. first, .. maps.Select((map, i) => new Tile(HeatMap.Squares(map), captions[i], RangeOf(map)))];
        if (title.Length == 0)
            title = $"{maps.Length} of {all.Length} channels, {all[0].Width}×{all[0].Height}";
        return new PhotoSheet(TileGrid.Of(title, tiles, 6).Draw(), Named(tiles, title));
    }

    /// <summary>
    /// A photo for people to look at: from its file, which has more pixels than a net reads; from the set when the file is gone.
    /// </summary>
    private static Photo Shown(PhotoSet photos, int position) => Tile.Read(photos.Items[position].Path, "").Photo ?? photos.Photo(position);

    /// <summary><c>[N, 3, H, W]</c>, uint8 or a model's input, as N photos.</summary>
    private static Photo[] Of(Tensor photos, NormalizationKind normalization = NormalizationKind.Half)
    {
        if (photos.dim() != 4 || photos.shape[1] != 3 || photos.numel() == 0)
        {
            string shape = string.Join(", ", photos.shape);
            throw new ArgumentException(
                $"pictures have the shape [N, 3, H, W], not [{shape}]; add a dimension with unsqueeze(0), or choose three channels");
        }
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        Tensor bytes = photos.dtype == ScalarType.Byte ? photos : Normalization.ToPixels(photos.to_type(ScalarType.Float32), normalization);
        int height = (int)photos.shape[2], width = (int)photos.shape[3];
        byte[] all = bytes.permute(0, 2, 3, 1).contiguous().cpu().bytes.ToArray(); // [N, H, W, 3]
        return [.. all.Chunk(3 * height * width).Select(pixels => new Photo(width, height, pixels))];
    }

    private static PhotoSheet Grid(Photo[] photos, IReadOnlyList<string> captions, int columns, string title)
    {
        CheckCount(captions.Count, "captions", photos.Length);
        Tile[] tiles = [.. photos.Select((photo, i) => captions[i].Split('\n', 2) is [var one, var two]
            ? new Tile(photo, one, two) : new Tile(photo, captions[i]))];
        return new PhotoSheet(TileGrid.Of(title, tiles, columns).Draw(), Named(tiles, title));
    }

    private static string Named(IReadOnlyList<Tile> tiles, string title)
    {
        const int Most = 12;
        string[] captions = [.. tiles.Where(t => t.Caption.Length > 0)
            .Select(t => t.Detail.Length > 0 ? $"{t.Caption} ({t.Detail})" : t.Caption)];
        string named = captions.Length == 0 ? "" : ": " + string.Join(", ", captions.Take(Most)) + (captions.Length > Most ? ", …" : "");
        return AltText(title, (tiles.Count == 1 ? "1 picture" : $"{tiles.Count} pictures") + named);
    }

    private static PhotoSheet Sheet(TileGrid grid, string content) => new(grid.Draw(), AltText(grid.Title, content));

    private static string AltText(string title, string content) => title.Length == 0 ? content : $"{title}: {content}";

    private static string ClassOf(PhotoSet photos, int position) => photos.Classes[photos.Items[position].Label];

    private static string RangeOf(PlaceMap map)
    {
        (float low, float high) = HeatMap.Range(map);
        return string.Create(CultureInfo.InvariantCulture, $"{low:0.00} to {high:0.00}");
    }

    private static void CheckPositions(PhotoSet photos, IReadOnlyList<int> positions)
    {
        if (positions.Count == 0)
            throw new ArgumentException("there is no photo to show; give at least one position", nameof(positions));
        foreach (int position in positions)
        {
            if (position < 0 || position >= photos.Count)
                throw new ArgumentOutOfRangeException(
                    nameof(positions), $"position {position} is not one of the {photos.Count} photos; they are 0 to {photos.Count - 1}");
        }
    }

    private static void CheckCount(int count, string what, int expected)
    {
        if (count != expected)
            throw new ArgumentException($"there are {count} {what} for {expected}; give one for each");
    }
}
