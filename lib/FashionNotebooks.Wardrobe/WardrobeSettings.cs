namespace FashionNotebooks.Wardrobe;

/// <summary>
/// What a sample wardrobe is made from. The same per-class count, size and seed give the same bytes; threads only give speed.
/// </summary>
public sealed record WardrobeSettings
{
    private const int MeanPerClass = 240;

    /// <summary>
    /// Photos of each class in all splits together, 5 to 20,000; seven tenths of them are for training. Null: 240 in the mean, the classes
    /// as unequal as in photos that people send in; near-twins are equal even then.
    /// </summary>
    public int? PerClass { get; init; }

    /// <summary>Width and height in pixels, 32 to 1,024.</summary>
    public int Size { get; init; } = 128;

    /// <summary>Chooses the wardrobe.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>
    /// True: another wardrobe, in which every garment has a near-twin of the same contributor where photos can show one: for learning to
    /// tell garments apart.
    /// </summary>
    public bool Twins { get; init; }

    /// <summary>
    /// People who send the photos, 20 to 1,000, each from a home of its own. Five of them send the test split only, the same five however
    /// many others there are.
    /// </summary>
    public int Contributors { get; init; } = 20;

    /// <summary>Photos drawn at the same time, at least 1.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Photos of each class where the classes are equal, else null.</summary>
    internal int? OfEachClass => PerClass ?? (Twins ? MeanPerClass : null);

    internal void Validate()
    {
        Check(PerClass ?? MeanPerClass, 5, 20_000, "photos per class");
        Check(Size, 32, 1024, "the photo size in pixels");
        Check(Contributors, 20, 1000, "the number of contributors");
        Check(Threads, 1, 1024, "the number of threads");
    }

    private static void Check(int value, int low, int high, string what)
    {
        if (value < low || value > high)
            throw new InputException($"{what} cannot be {value} in a sample wardrobe; choose {low} to {high}");
    }
}
