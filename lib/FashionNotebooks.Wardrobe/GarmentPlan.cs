namespace FashionNotebooks.Wardrobe;

/// <summary>Chooses the garments and the views of each.</summary>
internal static class GarmentPlan
{
    internal const int Views = 3;

    // Those of the test split are always the same five, however many others there are, so that the test's photos stay the same.
    private const int FirstTestContributor = 16;
    private const int TestContributors = 5;
    private const int Days = 3650;
    private static readonly DateOnly FirstDay = new(2015, 1, 1);

    // In the order of WardrobeClasses.Names, about in the shares of clothing-dataset-small.
    private static readonly int[] photosOf = [280, 200, 180, 100, 280, 320, 160, 160, 480];

    /// <summary>Photos of a class in train, validation and test: seven tenths and the rest in halves, at least one each.</summary>
    internal static (string Split, int Photos)[] Splits(int photos)
    {
        int held = Math.Max(1, ((3 * photos) + 10) / 20);
        return [("train", photos - (2 * held)), ("validation", held), ("test", held)];
    }

    internal static List<WardrobePhoto> Draw(ulong seed, WardrobeSettings settings)
    {
        var photos = new List<WardrobePhoto>();
        int id = 0;
        foreach (var (i, garmentClass) in WardrobeClasses.Names.Index())
        {
            foreach (var (split, count) in Splits(settings.OfEachClass ?? photosOf[i]))
                AddGarments(photos, seed, garmentClass, split, count, settings, ref id);
        }
        return photos;
    }

    private static void AddGarments(List<WardrobePhoto> photos, ulong seed, string garmentClass, string split, int count,
        WardrobeSettings settings, ref int id)
    {
        WardrobeGarment? previous = null;
        for (int i = 0; i * Views < count; i++)
        {
            // Every second garment of four is a near-twin of the one before it; of two, of the same contributor and only such as photos can
            // show, where twins are wanted.
            WardrobeGarment garment = Make(++id, SplitMix.Key(seed, 1, (ulong)id), garmentClass, split, i % (settings.Twins ? 2 : 4) == 1
                ? previous : null, settings);
            if (settings.Twins && garment.TwinOf is not null)
                garment = garment with { Contributor = previous!.Contributor };
            AddViews(photos, garment, Math.Min(Views, count - (i * Views)));
            previous = garment;
        }
    }

    private static WardrobeGarment Make(int id, ulong key, string garmentClass, string split, WardrobeGarment? first,
        WardrobeSettings settings)
    {
        var random = new SplitMix(key);
        Design? twin = first is null ? null : settings.Twins ? NearTwins.Of(first.Design, random) : Designer.Twin(first.Design, random);
        double era = twin?.Era ?? random.Unit();
        Design design = twin ?? Designer.Invent(garmentClass, era, random);
        return new WardrobeGarment(id, garmentClass, split, design, key)
        {
            Contributor = split == "test"
                ? FirstTestContributor + random.Below(TestContributors) : Other(random.Below(settings.Contributors - TestContributors) + 1),
            Date = FirstDay.AddDays((int)(era * Days) + random.Below(15)),
            TwinOf = twin is null ? null : first!.Id,
            Detail = twin is null ? null : NearTwins.Between(first!.Design, twin),
        };
    }

    private static int Other(int number) => number < FirstTestContributor ? number : number + TestContributors;

    private static void AddViews(List<WardrobePhoto> photos, WardrobeGarment garment, int count)
    {
        SplitMix random = SplitMix.For(garment.Key, 2);
        for (int view = 1; view <= count; view++)
            photos.Add(new WardrobePhoto(garment, view, garment.Class, garment.Date.AddDays(view == 1 ? 0 : random.Below(10))));
    }
}
