using System.Globalization;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Augmenting;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Photos.Sampling;
using static TorchSharp.torch;

namespace FashionNotebooks.Visuals;

/// <summary>Grids of photos, each as one <see cref="PhotoSheet"/> that can be read between 400 and 700 pixels of width.</summary>
public static partial class PhotoGrid
{
    /// <summary>Width of a grid in pixels, when it has enough columns.</summary>
    internal const int DefaultWidth = 700;

    /// <summary>Some photos of each class: one row per class.</summary>
    /// <param name="photos">The photos.</param>
    /// <param name="perClass">Photos in a row, at least 1; a class with fewer shows all.</param>
    /// <param name="seed">Same seed, same photos.</param>
    /// <param name="title">The line above.</param>
    public static PhotoSheet Samples(PhotoSet photos, int perClass = 6, int seed = 0, string title = "Some photos of each class")
    {
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentOutOfRangeException.ThrowIfLessThan(perClass, 1);
        var rows = new List<Tile[]>();
        var names = new List<string>();
        for (int c = 0; c < photos.Classes.Count; c++)
        {
            int[] members = [.. Enumerable.Range(0, photos.Count).Where(i => photos.Items[i].Label == c)];
            new CounterRandom((ulong)seed, (ulong)c).Shuffle(members.AsSpan());
            if (members.Length == 0)
                continue;
            rows.Add([.. members.Take(perClass).Select(i => new Tile(Shown(photos, i), ""))]);
            names.Add(photos.Classes[c]);
        }
        string counts = string.Join(", ", names.Select((name, i) => $"{rows[i].Length} of {name}"));
        return new PhotoSheet(new TileGrid(title, rows) { Names = names }.Draw(), AltText(title, $"photos in rows, {counts}"));
    }

    /// <summary>Photos of a set in reading order.</summary>
    /// <param name="photos">The photos.</param>
    /// <param name="positions">Which ones, at least one.</param>
    /// <param name="captions">A line under each, or two with a line break between them; null writes the classes.</param>
    /// <param name="columns">Photos in a row, at least 1.</param>
    /// <param name="title">The line above; may be empty.</param>
    /// <exception cref="ArgumentException">A position is not one of the set, or the captions are more or fewer than the photos.</exception>
    public static PhotoSheet Photos(PhotoSet photos, IReadOnlyList<int> positions, IReadOnlyList<string>? captions = null, int columns = 6, string title = "")
    {
        CheckPositions(photos, positions);
        captions ??= [.. positions.Select(i => ClassOf(photos, i))];
        CheckCount(captions.Count, "captions", positions.Count);
        return Grid([.. positions.Select((p, i) => Captioned(Shown(photos, p), captions[i]))], columns, title);
    }

    /// <summary>Pictures from a tensor: what a model reads, or bytes.</summary>
    /// <param name="pictures"><c>[N, 3, H, W]</c>: uint8, or float32 as <see cref="Normalization.ToModelInput"/> gives it.</param>
    /// <param name="captions">A line under each, or two with a line break between them, or null.</param>
    /// <param name="columns">Pictures in a row, at least 1.</param>
    /// <param name="title">The line above; may be empty.</param>
    /// <param name="normalization">How the bytes became numbers.</param>
    /// <exception cref="ArgumentException">The shape is another one, or the captions are more or fewer than the pictures.</exception>
    public static PhotoSheet Tensors(
        Tensor pictures, IReadOnlyList<string>? captions = null, int columns = 6, string title = "", NormalizationKind normalization = NormalizationKind.Half)
    {
        Photo[] images = TensorPhotos.Of(pictures, normalization);
        captions ??= [.. images.Select(_ => "")];
        CheckCount(captions.Count, "captions", images.Length);
        return Grid([.. images.Select((image, i) => Captioned(image, captions[i]))], columns, title);
    }

    /// <summary>One photo and random versions of it as training sees them.</summary>
    /// <param name="photos">The photos.</param>
    /// <param name="position">Which one.</param>
    /// <param name="augmentation">What may happen to it.</param>
    /// <param name="count">Versions, at least 1; the photo itself comes first.</param>
    /// <param name="seed">Same seed, same versions.</param>
    public static PhotoSheet Augmentations(PhotoSet photos, int position, Augmentation augmentation, int count = 12, int seed = 0)
    {
        CheckPositions(photos, [position]);
        ArgumentNullException.ThrowIfNull(augmentation);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var augmenter = new Augmenter(augmentation, photos.Preprocessing.Size, seed);
        var tiles = new List<Tile> { new(photos.Photo(position), "the photo") };
        for (int version = 0; version < count; version++)
        {
            using Tensor changed = augmenter.Apply(photos, [position], version); // [1, 3, S, S]
            tiles.Add(new Tile(TensorPhotos.Of(changed, NormalizationKind.Half)[0], $"version {version + 1}"));
        }
        string title = "One photo and its augmented versions";
        int columns = Enumerable.Range(5, 4).MinBy(c => (c - tiles.Count % c) % c); // the fullest last row
        return new PhotoSheet(
            TileGrid.Of(title, tiles, columns).Draw(), AltText(title, $"a photo of {ClassOf(photos, position)} and {count} random changes of it"));
    }

    /// <summary>Triplets: one row each, anchor, positive, negative.</summary>
    /// <param name="photos">The photos.</param>
    /// <param name="triplets">At least one.</param>
    /// <param name="captions">A name for each row, or null.</param>
    /// <exception cref="ArgumentException">A position is not one of the set, or the captions are more or fewer than the triplets.</exception>
    public static PhotoSheet Triplets(PhotoSet photos, IReadOnlyList<Triplet> triplets, IReadOnlyList<string>? captions = null)
    {
        ArgumentNullException.ThrowIfNull(triplets);
        CheckPositions(photos, [.. triplets.SelectMany(t => new[] { t.Anchor, t.Positive, t.Negative })]);
        CheckCount(captions?.Count ?? triplets.Count, "captions", triplets.Count);
        const string Title = "Triplets";
        Tile[][] rows = [.. triplets.Select(t => new[] { t.Anchor, t.Positive, t.Negative }.Select(i => new Tile(Shown(photos, i), ClassOf(photos, i))).ToArray())];
        var grid = new TileGrid(Title, rows) { Headings = ["anchor", "positive", "negative"], Names = captions ?? [], Width = 460 };
        string first = $"the first is {ClassOf(photos, triplets[0].Anchor)}, {ClassOf(photos, triplets[0].Positive)}, {ClassOf(photos, triplets[0].Negative)}";
        return new PhotoSheet(grid.Draw(), AltText(Title, $"{triplets.Count} rows of anchor, positive, negative; {first}"));
    }

    /// <summary>What the channels of a layer answer to a photo, from dark blue (a channel's lowest value) to yellow (its highest).</summary>
    /// <param name="activations"><c>[C, H, W]</c> or <c>[1, C, H, W]</c>.</param>
    /// <param name="photo">The photo <c>[3, S, S]</c>, uint8 or a model's input; shown first; or null.</param>
    /// <param name="channels">Most channels that are shown.</param>
    /// <param name="title">The line above; empty names the size of the layer.</param>
    /// <param name="captions">What each channel is; null numbers them.</param>
    /// <exception cref="ArgumentException">The shape is another one, or the captions are more or fewer than the channels.</exception>
    public static PhotoSheet Activations(
        Tensor activations, Tensor? photo = null, int channels = 16, string title = "", IReadOnlyList<string>? captions = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ActivationMap[] maps = ActivationMap.Of(activations, channels);
        captions ??= [.. maps.Select((_, i) => $"channel {i}")];
        CheckCount(captions.Count, "captions", maps.Length);
        using Tensor? one = photo?.dim() == 3 ? photo.unsqueeze(0) : null; // [1, 3, S, S]
        IEnumerable<Tile> first = photo is null ? [] : [new Tile(TensorPhotos.Of(one ?? photo, NormalizationKind.Half)[0], "photo")];
        Tile[] tiles = [.. first, .. maps.Select((map, i) => new Tile(map.Draw(), captions[i], map.Range))];
        long all = activations.shape[^3];
        if (title.Length == 0)
            title = $"{maps.Length} of {all} channels, {activations.shape[^1]}×{activations.shape[^2]}";
        return new PhotoSheet(TileGrid.Of(title, tiles, 6).Draw(), AltText(title, $"maps of {maps.Length} channels, bright where a channel answers"));
    }

    /// <summary>A photo for people to look at: from its file, which has more pixels than a net reads; from the set when the file is gone.</summary>
    private static Photo Shown(PhotoSet photos, int position) => Tile.Read(photos.Items[position].Path, "").Photo ?? photos.Photo(position);

    private static PhotoSheet Grid(IReadOnlyList<Tile> tiles, int columns, string title)
    {
        const int Named = 12;
        string[] captions = [.. tiles.Where(t => t.Caption.Length > 0).Select(t => t.Detail.Length > 0 ? $"{t.Caption} ({t.Detail})" : t.Caption)];
        string named = captions.Length == 0 ? "" : ": " + string.Join(", ", captions.Take(Named)) + (captions.Length > Named ? ", …" : "");
        return new PhotoSheet(TileGrid.Of(title, tiles, columns).Draw(), AltText(title, string.Create(CultureInfo.InvariantCulture, $"{tiles.Count} pictures{named}")));
    }

    private static Tile Captioned(Photo image, string caption) => caption.Split('\n', 2) is [var first, var second]
        ? new Tile(image, first, second)
        : new Tile(image, caption);

    private static string AltText(string title, string content) => title.Length == 0 ? content : $"{title}: {content}";

    private static string ClassOf(PhotoSet photos, int position) => photos.Classes[photos.Items[position].Label];

    private static void CheckPositions(PhotoSet photos, IReadOnlyList<int> positions)
    {
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentNullException.ThrowIfNull(positions);
        if (positions.Count == 0)
            throw new ArgumentException("there is no photo to show; give at least one position", nameof(positions));
        foreach (int position in positions)
        {
            if (position < 0 || position >= photos.Count)
                throw new ArgumentOutOfRangeException(nameof(positions), $"position {position} is not one of the {photos.Count} photos; they are 0 to {photos.Count - 1}");
        }
    }

    private static void CheckCount(int count, string what, int expected)
    {
        if (count != expected)
            throw new ArgumentException($"there are {count} {what} for {expected}; give one for each");
    }
}
