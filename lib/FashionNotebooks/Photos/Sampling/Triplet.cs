namespace FashionNotebooks.Photos.Sampling;

/// <summary>Three pictures by index: the positive shares the anchor's class, the negative does not.</summary>
public readonly record struct Triplet(int Anchor, int Positive, int Negative);
