using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Wardrobe.Drawing;
using FashionNotebooks.Wardrobe.Garments;
using FashionNotebooks.Wardrobe.Photography;


namespace FashionNotebooks.Wardrobe;

/// <summary>
/// The sample wardrobe: photo-like pictures of clothes that are drawn from a seed, so that everything runs without
/// any download. Planning is quick; a picture is drawn when it is asked for.
/// </summary>
public sealed class SampleWardrobe
{
    private readonly ulong key;
    private readonly Lazy<Contributor>[] contributors;

    /// <summary>Plans a wardrobe: which items, views, contributors, dates, errors and pairs. Draws nothing yet.</summary>
    /// <exception cref="InputException">A setting is out of its range.</exception>
    public SampleWardrobe(WardrobeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        Settings = settings;
        key = SplitMix.Key((ulong)settings.Seed);
        contributors = [.. Enumerable.Range(1, settings.Contributors).Select(id => new Lazy<Contributor>(() => Contributor.Meet(id, key)))];
        List<WardrobePicture> pictures = ItemPlan.Draw(key, settings);
        PlantedErrors.Plant(pictures, key);
        Pictures = pictures;
        Items = [.. pictures.Select(picture => picture.Item).Distinct()];
        Pairs = PairPlan.Draw(pictures, key);
    }

    /// <summary>What it was planned from.</summary>
    public WardrobeSettings Settings { get; }

    /// <summary>All garments.</summary>
    public IReadOnlyList<WardrobeItem> Items { get; }

    /// <summary>All photos, by item and view.</summary>
    public IReadOnlyList<WardrobePicture> Pictures { get; }

    /// <summary>Pairs of photos for the question "is it the same item?", of the validation and the test split.</summary>
    public IReadOnlyList<WardrobePair> Pairs { get; }

    /// <summary>The photos of near-twins that only <see cref="Pairs"/> has.</summary>
    internal IEnumerable<WardrobePicture> TwinPictures => Pairs.Select(pair => pair.B).Where(picture => picture.TakenBy is not null).Distinct();

    /// <summary>Draws a photo of the wardrobe as it is before compression.</summary>
    /// <param name="picture">One of <see cref="Pictures"/>.</param>
    /// <param name="size">Width and height in pixels; the settings' if null.</param>
    public RgbImage Render(WardrobePicture picture, int? size = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Photograph(SceneOf(picture), size);
    }

    /// <summary>Draws any view of an item, also views of which the wardrobe has no file: the cut stays, the photo changes.</summary>
    /// <param name="item">One of <see cref="Items"/>.</param>
    /// <param name="view">Number of the view, from 1.</param>
    /// <param name="size">Width and height in pixels; the settings' if null.</param>
    public RgbImage Render(WardrobeItem item, int view, int? size = null)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Photograph(SceneOf(item, view), size);
    }

    /// <summary>
    /// Writes a wardrobe: <c>train|validation|test/class/category_item_view.jpg</c>, <c>items.csv</c>, <c>senders.csv</c>,
    /// <c>pairs.csv</c> (with photos of its own in <c>twins/</c>), <c>planted.csv</c> and <c>wardrobe.json</c>. It is built beside the folder and renamed when it is
    /// complete. A folder that already holds this wardrobe is kept; pictures that are missing in it are drawn again.
    /// </summary>
    /// <param name="directory">The folder to make; it may exist if it is empty or holds a wardrobe of these settings.</param>
    /// <param name="settings">What to draw.</param>
    /// <param name="progress">Told the share of pictures done, 0 to 1.</param>
    /// <param name="cancellation">Stops drawing; nothing stays behind.</param>
    /// <exception cref="InputException">A setting is out of range, or the folder holds something else or cannot be written.</exception>
    public static SampleWardrobe Write(
        string directory, WardrobeSettings? settings = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var wardrobe = new SampleWardrobe(settings ?? new WardrobeSettings());
        new WardrobeWriter(wardrobe, progress, cancellation).WriteTo(directory);
        return wardrobe;
    }

    internal byte[] Jpeg(WardrobePicture picture)
    {
        Scene scene = SceneOf(picture);
        return Photograph(scene, null).EncodeJpeg(scene.Camera.Quality);
    }

    private Scene SceneOf(WardrobePicture picture)
    {
        if (picture.CopyOf is not int original)
            return SceneOf(picture.Item, picture.View, picture.TakenBy);
        Scene scene = SceneOf(picture.Item, original);
        SplitMix random = SplitMix.For(picture.Item.Key, 6);
        return scene with
        {
            Camera = scene.Camera with
            {
                Exposure = scene.Camera.Exposure * random.Between(0.9, 1.12),
                Crop = random.Between(0.01, 0.03),
                Quality = random.Below(25) + 50,
            },
        };
    }

    private Scene SceneOf(WardrobeItem item, int view, int? takenBy = null) =>
        Photographer.Arrange(item.Design, contributors[(takenBy ?? item.Contributor) - 1].Value, SplitMix.Key(item.Key, 5, (ulong)view));

    private RgbImage Photograph(Scene scene, int? size)
    {
        int pixels = size ?? Settings.Size;
        return new RgbImage(pixels, pixels, scene.Photograph(pixels));
    }
}
