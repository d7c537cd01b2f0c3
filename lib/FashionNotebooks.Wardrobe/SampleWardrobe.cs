using FashionNotebooks.Photos.Decoding;

namespace FashionNotebooks.Wardrobe;

/// <summary>
/// The sample wardrobe: photo-like drawings of clothes that are drawn from a seed, so that everything runs without any download. Planning
/// is quick; a photo is drawn when it is asked for.
/// </summary>
public sealed class SampleWardrobe
{
    private readonly ulong key;
    private readonly Lazy<Contributor>[] contributors;

    /// <summary>Plans a wardrobe: which garments, views, contributors, dates, errors and pairs. Draws nothing yet.</summary>
    /// <exception cref="InputException">A setting is out of its range.</exception>
    public SampleWardrobe(WardrobeSettings settings)
    {
        settings.Validate();
        Settings = settings;
        key = SplitMix.Key((ulong)settings.Seed);
        contributors = [.. Enumerable.Range(1, settings.Contributors).Select(id => new Lazy<Contributor>(() => Contributor.Meet(id, key)))];
        List<WardrobePhoto> photos = GarmentPlan.Draw(key, settings);
        PlantedErrors.Plant(photos, key);
        Photos = photos;
        Garments = [.. photos.Select(photo => photo.Garment).Distinct()];
        Pairs = PairPlan.Draw(photos, key);
    }

    public WardrobeSettings Settings { get; }

    public IReadOnlyList<WardrobeGarment> Garments { get; }

    /// <summary>All photos, by garment and view.</summary>
    public IReadOnlyList<WardrobePhoto> Photos { get; }

    /// <summary>Pairs of photos for the question "is it the same garment?", of the validation and the test split.</summary>
    public IReadOnlyList<WardrobePair> Pairs { get; }

    /// <summary>The photos of near-twins that only <see cref="Pairs"/> has.</summary>
    internal IEnumerable<WardrobePhoto> TwinPhotos => Pairs.Select(pair => pair.B).Where(photo => photo.TakenBy is not null).Distinct();

    /// <summary>Draws a photo of the wardrobe as it is before compression.</summary>
    public Photo Render(WardrobePhoto photo, int? size = null) => Photograph(SceneOf(photo), size);

    /// <summary>Draws any view of a garment, also views of which the wardrobe has no file: the cut stays, the photo changes.</summary>
    public Photo Render(WardrobeGarment garment, int view, int? size = null) =>
        Photograph(SceneOf(garment, view), size);

    /// <summary>Draws the photo with another garment in the place of its own: floor, light and folds stay.</summary>
    public Photo Render(WardrobePhoto photo, WardrobeGarment instead, int? size = null)
    {
        Scene scene = SceneOf(photo);
        return Photograph(scene with { Garment = Tailor.Sew(instead.Design, SplitMix.For(scene.Seed, 1)) }, size);
    }

    /// <summary>
    /// Writes a wardrobe: <c>train|validation|test/class/category_item_view.jpg</c>, <c>items.csv</c>, <c>senders.csv</c>, <c>pairs.csv</c>
    /// (with photos of its own in <c>twins/</c>), <c>planted.csv</c> and <c>wardrobe.json</c>. It is built beside the folder and renamed
    /// when it is complete. A folder that already holds this wardrobe is kept; photos that are missing in it are drawn again.
    /// </summary>
    /// <exception cref="InputException">A setting is out of range, or the folder holds something else or cannot be written.</exception>
    public static SampleWardrobe Write(
        string directory, WardrobeSettings? settings = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var wardrobe = new SampleWardrobe(settings ?? new WardrobeSettings());
        new WardrobeWriter(wardrobe, progress, cancellation).WriteTo(directory);
        return wardrobe;
    }

    internal byte[] Jpeg(WardrobePhoto photo)
    {
        Scene scene = SceneOf(photo);
        return Photograph(scene, null).EncodeJpeg(scene.Camera.Quality);
    }

    private Scene SceneOf(WardrobePhoto photo)
    {
        if (photo.CopyOf is not int original)
            return SceneOf(photo.Garment, photo.View, photo.TakenBy);
        Scene scene = SceneOf(photo.Garment, original);
        SplitMix random = SplitMix.For(photo.Garment.Key, 6);
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

    private Scene SceneOf(WardrobeGarment garment, int view, int? takenBy = null) =>
        Photographer.Arrange(garment.Design, contributors[(takenBy ?? garment.Contributor) - 1].Value,
            SplitMix.Key(garment.Key, 5, (ulong)view));

    private Photo Photograph(Scene scene, int? size)
    {
        int pixels = size ?? Settings.Size;
        return new Photo(pixels, pixels, scene.Photograph(pixels));
    }
}
