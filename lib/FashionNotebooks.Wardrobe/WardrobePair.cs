namespace FashionNotebooks.Wardrobe;

/// <summary>A question for pair evaluation: do both photos show the same item?</summary>
public sealed record WardrobePair(WardrobePicture A, WardrobePicture B, PairDifficulty Difficulty)
{
    /// <summary>The answer.</summary>
    public bool Same => Difficulty == PairDifficulty.SameItem;
}
