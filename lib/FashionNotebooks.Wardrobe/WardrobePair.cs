namespace FashionNotebooks.Wardrobe;

/// <summary>A question for pair evaluation: do both photos show the same garment?</summary>
public sealed record WardrobePair(WardrobePhoto A, WardrobePhoto B, PairDifficulty Difficulty)
{
    /// <summary>The answer.</summary>
    public bool Same => Difficulty == PairDifficulty.SameGarment;
}
