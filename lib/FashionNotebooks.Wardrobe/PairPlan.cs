namespace FashionNotebooks.Wardrobe;

/// <summary>
/// Pairs of the validation and the test split: every two neighbouring views of a garment, and as many pairs of different garments, a third
/// of each difficulty as far as there are near-twins. Planted errors take no part.
/// </summary>
internal static class PairPlan
{
    internal static List<WardrobePair> Draw(IReadOnlyList<WardrobePhoto> photos, ulong seed)
    {
        var pairs = new List<WardrobePair>();
        foreach (string split in new[] { "validation", "test" })
        {
            WardrobePhoto[] clean = [.. photos.Where(p => p.Garment.Split == split && !p.IsMislabelled && p.CopyOf is null)];
            List<WardrobePair> same = [.. clean.Zip(clean.Skip(1)).Where(p => p.First.Garment.Id == p.Second.Garment.Id)
                .Select(p => new WardrobePair(p.First, p.Second, PairDifficulty.SameGarment))];
            pairs.AddRange(same);
            AddDifferent(pairs, clean, same.Count, SplitMix.For(seed, 4, (ulong)pairs.Count));
        }
        return pairs;
    }

    private static void AddDifferent(List<WardrobePair> pairs, WardrobePhoto[] clean, int wanted, SplitMix random)
    {
        ILookup<int?, WardrobePhoto> twinsOf = clean.ToLookup(photo => photo.Garment.TwinOf);
        WardrobePair[] twins = [.. from a in clean from b in twinsOf[a.Garment.Id] select new WardrobePair(a, b, PairDifficulty.NearTwin)];
        random.Shuffle<WardrobePair>(twins);
        int near = Math.Min(twins.Length, wanted / 3), sameClass = (wanted - near) / 2;
        pairs.AddRange(twins.Take(near).Select(Side));
        AddDrawn(pairs, clean, sameClass, PairDifficulty.SameClass, random);
        AddDrawn(pairs, clean, wanted - near - sameClass, PairDifficulty.OtherClass, random);
    }

    /// <summary>The twin as the first garment's contributor sees it: two homes would give the answer away.</summary>
    private static WardrobePair Side(WardrobePair pair) => pair.A.Garment.Contributor == pair.B.Garment.Contributor
        ? pair
        : pair with { B = pair.B with { View = pair.B.View + GarmentPlan.Views, TakenBy = pair.A.Garment.Contributor } };

    private static void AddDrawn(List<WardrobePair> pairs, WardrobePhoto[] clean, int count, PairDifficulty difficulty, SplitMix random)
    {
        var drawn = new HashSet<(int, int)>();
        // A tiny wardrobe may hold fewer such pairs than wanted.
        for (int tries = 0; drawn.Count < count && tries < 200 * count; tries++)
        {
            int a = random.Below(clean.Length), b = random.Below(clean.Length);
            WardrobeGarment x = clean[a].Garment, y = clean[b].Garment;
            bool fits = difficulty == PairDifficulty.OtherClass
                ? x.Class != y.Class
                : x.Class == y.Class && x.Id != y.Id && x.TwinOf != y.Id && y.TwinOf != x.Id;
            if (a < b && fits && drawn.Add((a, b)))
                pairs.Add(new WardrobePair(clean[a], clean[b], difficulty));
        }
    }
}
