namespace FashionNotebooks.Wardrobe;

/// <summary>
/// Plants what real collections have: in each split about 1 % wrong labels and 1 % photos that somebody uploaded twice. Wrong labels pass
/// round a ring of photos of different classes, so every class keeps its number of photos.
/// </summary>
internal static class PlantedErrors
{
    private const int OneIn = 100;

    internal static void Plant(List<WardrobePhoto> photos, ulong seed)
    {
        SplitMix random = SplitMix.For(seed, 3);
        foreach (string split in new[] { "train", "validation", "test" })
        {
            int[] places = [.. Enumerable.Range(0, photos.Count).Where(i => photos[i].Garment.Split == split)];
            random.Shuffle<int>(places);
            int errors = (places.Length + (OneIn / 2)) / OneIn;
            List<int> wrong = Ring(photos, places, errors);
            PassLabelsOn(photos, wrong);
            var taken = wrong.Select(i => photos[i].Garment.Id).ToHashSet();
            int[] copies = [.. places.Where(i => photos[i].View > 1 && taken.Add(photos[i].Garment.Id)).Take(errors)];
            foreach (int i in copies)
                photos[i] = photos[i] with { CopyOf = 1, Date = photos[i].Garment.Date.AddDays(20 + random.Below(200)) };
        }
    }

    /// <summary>Photos of different garments in which neighbours, also the last and the first, differ in class.</summary>
    private static List<int> Ring(List<WardrobePhoto> photos, int[] places, int errors)
    {
        var ring = new List<int>();
        if (errors == 0)
            return ring;
        var garments = new HashSet<int>();
        foreach (int place in places)
        {
            string garmentClass = photos[place].Garment.Class;
            bool fits = ring.Count == 0 || (garmentClass != photos[ring[^1]].Garment.Class
                && garmentClass != photos[ring[0]].Garment.Class);
            if (ring.Count < Math.Max(errors, 2) && fits && garments.Add(photos[place].Garment.Id))
                ring.Add(place);
        }
        return ring;
    }

    private static void PassLabelsOn(List<WardrobePhoto> photos, List<int> ring)
    {
        string[] classes = [.. ring.Select(i => photos[i].Garment.Class)];
        for (int i = 0; i < ring.Count; i++)
            photos[ring[i]] = photos[ring[i]] with { Class = classes[(i + 1) % ring.Count] };
    }
}
