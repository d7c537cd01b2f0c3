namespace FashionNotebooks.Photos.Garments;

/// <summary>Two pictures and whether they show the same item.</summary>
/// <param name="A">Absolute path.</param>
/// <param name="B">Absolute path.</param>
/// <param name="Same">Whether both show one item.</param>
/// <param name="Difficulty">What kind of two items, as <c>near-twin</c>, <c>same-class</c>, <c>other-class</c>; empty when unknown.</param>
/// <param name="Detail">In what two near-twins differ, as <c>print</c>; empty when unknown.</param>
public sealed record PhotoPair(string A, string B, bool Same, string Difficulty = "", string Detail = "");
