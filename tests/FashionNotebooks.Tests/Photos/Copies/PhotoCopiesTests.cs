using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Copies;
using FashionNotebooks.Wardrobe;

namespace FashionNotebooks.Tests.Photos.Copies;

public sealed class PhotoCopiesTests
{
    private static readonly Photo[] Originals = Drawn();

    [Fact]
    public void Copies_are_those_of_every_two_photos_alone()
    {
        string[] kinds = ["again", "mirrored", "brighter", "turned", "cropped"];
        Photo[] photos = [.. Originals, .. kinds.Select((kind, i) => PlantedCopies.Of(Originals[i], kind))];
        (int, int)[] expected = [.. from a in Enumerable.Range(0, photos.Length)
                                    from b in Enumerable.Range(a + 1, photos.Length - a - 1)
                                    where PhotoCopies.Find(2, i => photos[i == 0 ? a : b], 1, default).Count > 0
                                    select (a, b)];
        Assert.Equal(kinds.Select((_, i) => (i, Originals.Length + i)), expected);
        Assert.Equal(expected, PhotoCopies.Find(photos.Length, i => photos[i], 2, default).Select(copy => (copy.A, copy.B)));
    }

    [Fact]
    public void A_mirrored_photo_has_mirrored_edges() => Assert.All(Originals, photo =>
    {
        float[] expected = new Sketch(PlantedCopies.Of(photo, "mirrored")).Edges(), found = Sketch.Mirror(new Sketch(photo).Edges());
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
    });

    [Fact]
    public void A_photo_of_one_colour_has_neither_edges_nor_structure()
    {
        var blank = new Sketch(new Photo(64, 64, [.. Enumerable.Repeat((byte)90, 64 * 64 * 3)]));
        Assert.All(blank.Edges().Concat(blank.Standardised()), value => Assert.Equal(0, value));
    }

    // One of each class.
    private static Photo[] Drawn()
    {
        var wardrobe = new SampleWardrobe(new WardrobeSettings { PerClass = 5 });
        return [.. wardrobe.Photos.DistinctBy(photo => photo.Class).Select(photo => wardrobe.Render(photo, 64))];
    }
}
