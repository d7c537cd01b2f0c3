using FashionNotebooks.Photos.Colours;
using FashionNotebooks.Wardrobe;
using Photo = FashionNotebooks.Photos.Photo;

namespace FashionNotebooks.Tests.Photos.Colours;

/// <summary>The garment's colour, with whatever it lies on left out.</summary>
public class GarmentViewTests
{
    private static readonly Lab Red = Lab.OfRgb(190, 30, 45);

    [Theory]
    [InlineData("white", 64)]
    [InlineData("grey", 64)]
    [InlineData("tiles", 64)]
    [InlineData("tiles", 128)]
    [InlineData("tiles", 200)]
    public void TheBackgroundIsLeftOut(string background, int size)
    {
        (byte, byte, byte) red = (190, 30, 45);
        byte[] planes = Planes(size, (x, y) => Math.Abs(x - 0.5) < 0.25 && Math.Abs(y - 0.5) < 0.3 ? red : Background(background, x, y));
        GarmentView view = GarmentView.Of(planes, size);
        Assert.InRange(view.Colour.Difference(Red), 0, 4);
        Assert.Equal(1, view.Weights(8).Sum(), 4);
    }

    [Theory]
    [InlineData(255)]
    [InlineData(0)]
    public void AGarmentOfTheColourOfItsBackgroundHasThatColour(byte grey)
    {
        GarmentView view = GarmentView.Of(Planes(64, (_, _) => (grey, grey, grey)), 64);
        Assert.InRange(view.Colour.Difference(Lab.OfRgb(grey, grey, grey)), 0, 0.1);
        Assert.All(view.Weights(4), weight => Assert.True(float.IsFinite(weight)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void AnySizeIsRead(int size) =>
        Assert.InRange(GarmentView.Of(Planes(size, (_, _) => (190, 30, 45)), size).Colour.Difference(Red), 0, 0.1);

    /// <summary>The wardrobe knows its colours; the mean of the whole photo is what one has without a mask.</summary>
    [Fact]
    public void ItIsNearTheClothsColourOnDrawnPhotos()
    {
        const int Size = 64;
        var wardrobe = new SampleWardrobe(new WardrobeSettings { PerClass = 5 });
        double seen = 0, whole = 0;
        foreach (WardrobePhoto shot in wardrobe.Photos)
        {
            Photo photo = wardrobe.Render(shot, Size);
            byte[] planes = [.. Enumerable.Range(0, photo.Pixels.Length)
                .Select(i => photo.Pixels[(i % (Size * Size) * 3) + (i / (Size * Size))])];
            Lab truth = FashionNotebooks.Wardrobe.Garments.Attributes.Colour(shot.Garment.Design);
            seen += GarmentView.Of(planes, Size).Colour.Difference(truth);
            byte Mean(int plane) => (byte)planes.AsSpan(plane * Size * Size, Size * Size).ToArray().Average(value => value);
            whole += Lab.OfRgb(Mean(0), Mean(1), Mean(2)).Difference(truth);
        }
        Assert.InRange(seen, 0, 0.6 * whole);
    }

    private static (byte, byte, byte) Background(string kind, double x, double y) => kind switch
    {
        "white" => (250, 250, 248),
        "grey" => (130, 130, 130),
        _ => (((int)(x * 12) + (int)(y * 12)) % 3) switch { 0 => (60, 90, 60), 1 => (200, 190, 150), _ => (90, 80, 120) },
    };

    private static byte[] Planes(int size, Func<double, double, (byte, byte, byte)> colour)
    {
        var planes = new byte[3 * size * size];
        for (int i = 0; i < size * size; i++)
        {
            (byte r, byte g, byte b) = colour(((i % size) + 0.5) / size, ((i / size) + 0.5) / size);
            (planes[i], planes[i + (size * size)], planes[i + (2 * size * size)]) = (r, g, b);
        }
        return planes;
    }
}
