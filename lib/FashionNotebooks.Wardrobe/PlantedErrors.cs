using FashionNotebooks.Wardrobe.Drawing;


namespace FashionNotebooks.Wardrobe;

/// <summary>
/// Plants what real collections have: in each split about 1 % wrong labels and 1 % photos that somebody uploaded twice.
/// Wrong labels pass round a ring of pictures of different classes, so every class keeps its number of pictures.
/// </summary>
internal static class PlantedErrors
{
    private const int OneIn = 100;

    internal static void Plant(List<WardrobePicture> pictures, ulong seed)
    {
        SplitMix random = SplitMix.For(seed, 3);
        foreach (string split in new[] { "train", "validation", "test" })
        {
            int[] places = [.. Enumerable.Range(0, pictures.Count).Where(i => pictures[i].Item.Split == split)];
            random.Shuffle<int>(places);
            int errors = (places.Length + (OneIn / 2)) / OneIn;
            List<int> wrong = Ring(pictures, places, errors);
            PassLabelsOn(pictures, wrong);
            var taken = wrong.Select(i => pictures[i].Item.Id).ToHashSet();
            int[] copies = [.. places.Where(i => pictures[i].View > 1 && taken.Add(pictures[i].Item.Id)).Take(errors)];
            foreach (int i in copies)
                pictures[i] = pictures[i] with { CopyOf = 1, Date = pictures[i].Item.Date.AddDays(20 + random.Below(200)) };
        }
    }

    /// <summary>Pictures of different items in which neighbours, also the last and the first, differ in class.</summary>
    private static List<int> Ring(List<WardrobePicture> pictures, int[] places, int errors)
    {
        var ring = new List<int>();
        if (errors == 0)
            return ring;
        var items = new HashSet<int>();
        foreach (int place in places)
        {
            string garmentClass = pictures[place].Item.Class;
            bool fits = ring.Count == 0 || (garmentClass != pictures[ring[^1]].Item.Class && garmentClass != pictures[ring[0]].Item.Class);
            if (ring.Count < Math.Max(errors, 2) && fits && items.Add(pictures[place].Item.Id))
                ring.Add(place);
        }
        return ring;
    }

    private static void PassLabelsOn(List<WardrobePicture> pictures, List<int> ring)
    {
        string[] classes = [.. ring.Select(i => pictures[i].Item.Class)];
        for (int i = 0; i < ring.Count; i++)
            pictures[ring[i]] = pictures[ring[i]] with { Class = classes[(i + 1) % ring.Count] };
    }
}
