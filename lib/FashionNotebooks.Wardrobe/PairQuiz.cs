namespace FashionNotebooks.Wardrobe;

/// <summary>
/// Pairs of photos for people to try: the same garment or its near-twin? Half of them are near-twins, every kind of difference as often.
/// </summary>
public sealed class PairQuiz
{
    private PairQuiz(IReadOnlyList<WardrobePair> pairs) => Pairs = pairs;

    public IReadOnlyList<WardrobePair> Pairs { get; }

    /// <summary>The answers as CSV: number, same (1 or 0), the detail in which twins differ, and the photos' names.</summary>
    public string Key => WardrobeTables.Table(
        "number,same,detail,a,b", Pairs.Select((pair, i) => WardrobeTables.Row(i + 1, pair.Same ? 1 : 0, pair.Detail, pair.A.Name,
            pair.B.Name)));

    /// <summary>Chooses the questions among the held-out pairs of a wardrobe.</summary>
    /// <exception cref="InputException">The wardrobe has too few pairs.</exception>
    public static PairQuiz Of(SampleWardrobe wardrobe, int count = 40)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        SplitMix random = SplitMix.For((ulong)wardrobe.Settings.Seed, 7);
        WardrobePair[] all = [.. wardrobe.Pairs];
        random.Shuffle<WardrobePair>(all);
        // Around the kinds of difference in turn: the first of each, then the second of each, …
        WardrobePair[] twins = [.. all.Where(pair => pair.Difficulty == PairDifficulty.NearTwin).GroupBy(pair => pair.B.Garment.Detail)
            .SelectMany(kind => kind.Select((pair, place) => (pair, place, kind.Key))).OrderBy(entry => entry.place)
                .ThenBy(entry => entry.Key).Select(entry => entry.pair)];
        WardrobePair[] chosen = [.. twins.Take(count / 2), .. all.Where(pair => pair.Same).DistinctBy(pair => pair.A.Garment.Id)
            .Take(count - (count / 2))];
        if (chosen.Length < count)
            throw new InputException($"the wardrobe has {chosen.Length} pairs for a quiz of {count}; draw more photos of each class");
        random.Shuffle<WardrobePair>(chosen);
        return new PairQuiz(chosen);
    }
}
