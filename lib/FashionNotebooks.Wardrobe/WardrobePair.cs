namespace FashionNotebooks.Wardrobe;

/// <summary>How hard it is to tell whether two photos show the same garment.</summary>
public enum PairDifficulty
{
    /// <summary>Two photos of one garment.</summary>
    SameGarment,

    /// <summary>Garments of different classes.</summary>
    OtherClass,

    /// <summary>Different garments of one class.</summary>
    SameClass,

    /// <summary>Garments of the same cut and colours that differ in one detail.</summary>
    NearTwin,
}

/// <summary>A question for pair evaluation: do both photos show the same garment?</summary>
public sealed record WardrobePair(WardrobePhoto A, WardrobePhoto B, PairDifficulty Difficulty)
{
    public bool Same => Difficulty == PairDifficulty.SameGarment;

    /// <summary>In what near-twins differ, in one word; empty for other pairs.</summary>
    public string Detail => Difficulty == PairDifficulty.NearTwin ? B.Garment.Detail.ToString()!.ToLowerInvariant() : "";
}
